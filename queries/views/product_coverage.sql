/*
title: {fr: "Mois publiés du commerce par produit", en: "Published months of trade by product"}
unit: ""
description:
  fr: "Chaque mois couvert d'une géographie et d'un sens ; un produit absent y est nul."
  en: "Each covered month of a geography and a direction; a product absent from it is nil."
grain: [geo, direction, ref_month]
materialized: true
*/
select
    geo,
    case flow when 'import' then 'import' else 'export' end as direction,
    ref_month,
    min(source) as source
from trade_product_total_monthly
where flow in ('import', 'domestic_export')
group by all
