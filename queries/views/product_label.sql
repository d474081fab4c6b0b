/*
title: {fr: "Libellés des produits", en: "Product labels"}
unit: ""
description:
  fr: >-
    Chaque code du Système harmonisé sous son libellé le plus récent, en usage ou non, et le code
    du niveau au-dessus.
  en: >-
    Each code of the Harmonized System under its most recent label, in use or not, and the code of
    the level above.
grain: [hs]
materialized: true
*/
select
    hs,
    arg_max(hs_level, valid_from) as hs_level,
    arg_max(parent, valid_from) as parent,
    arg_max_null(label_fr, valid_from) as label_fr,
    arg_max_null(label_en, valid_from) as label_en
from product
group by hs
