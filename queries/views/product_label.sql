/*
title: {fr: "Libellés des produits", en: "Product labels"}
unit: ""
description:
  fr: >-
    Chaque code du Système harmonisé sous son libellé le plus récent, en usage ou non, et le code
    du niveau au-dessus. Un libellé tout en capitales est mis en minuscules, sauf la première.
  en: >-
    Each code of the Harmonized System under its most recent label, in use or not, and the code of
    the level above. A label all in capitals is put in small letters, but for the first.
grain: [hs]
materialized: true
*/
with recent as (
    select
        hs,
        arg_max(hs_level, valid_from) as hs_level,
        arg_max(parent, valid_from) as parent,
        arg_max_null(label_fr, valid_from) as written_fr,
        arg_max_null(label_en, valid_from) as written_en
    from product
    group by hs
)

select
    hs, hs_level, parent,
    case
        when written_fr = upper(written_fr)
            then upper(left(written_fr, 1)) || lower(substr(written_fr, 2))
        else written_fr
    end as label_fr,
    case
        when written_en = upper(written_en)
            then upper(left(written_en, 1)) || lower(substr(written_en, 2))
        else written_en
    end as label_en
from recent
