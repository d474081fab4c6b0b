/*
title: {fr: "Mois publiés du commerce par produit", en: "Published months of trade by product"}
unit: ""
description:
  fr: "Chaque mois qu'une géographie et un sens couvrent ; un produit absent d'un mois couvert est nul."
  en: "Each month that a geography and a direction cover; a product absent from a covered month is nil."
grain: [geo, direction, ref_month]
materialized: true
*/
select distinct
    geo,
    case flow when 'import' then 'import' else 'export' end as direction,
    ref_month
from trade_product_monthly
where flow in ('import', 'domestic_export')
