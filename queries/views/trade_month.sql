/*
title: {fr: "Échanges par mois et par sens", en: "Trade by month and direction"}
unit: CAD
description:
  fr: >-
    Les exportations et importations à retenir de trade_monthly : l'ensemble vient de la mémoire,
    les sections de produits du fichier.
  en: >-
    The headline exports and imports of trade_monthly: the whole comes from memory, the product
    sections from the file.
grain: [geo, partner, section, direction, ref_month]
*/
select geo, partner, section, direction, ref_month, value_cad, gravity, source
from trade_total_month

union all

select geo, partner, section, direction, ref_month, value_cad, gravity, source
from trade_monthly
where section != 'TOTAL' and direction is not null
