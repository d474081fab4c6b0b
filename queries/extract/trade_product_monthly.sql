/*
title:
  fr: "Commerce de marchandises par produit, mensuel"
  en: "Merchandise trade by product, monthly"
unit: CAD
description:
  fr: >-
    Valeur et quantité des échanges internationaux de marchandises du Québec et du Canada, base
    douanière, par produit du Système harmonisé (six chiffres), pays partenaire et flux. Un flux nul
    n'est pas une ligne ; les totaux sont la somme des lignes, chapitres 98 et 99, haute mer et pays
    non précisé compris. Lignes de la table publiée, telles quelles.
  en: >-
    Value and quantity of the international merchandise trade of Québec and Canada, customs basis,
    by product of the Harmonized System (six digits), partner country and flow. A nil flow is not a
    row; totals are the sum of the rows, chapters 98 and 99, high seas and unspecified country
    included. Rows of the published table, as they stand.
grain: [geo, flow, partner, hs6, ref_month, unit, source]
sample:
  geo: [CA-QC]
  partner: [MEX, BRA]
  flow: [import]
  status: []
  source: []
  since: 2022-01-01
  until: 2022-12-01
  max_rows: 200
*/
select
    geo,
    partner,
    hs2,
    hs4,
    hs6,
    flow,
    ref_month,
    value_cad,
    quantity,
    unit,
    status,
    source,
    vintage
from trade_product_monthly
where
    (len($geo::varchar[]) = 0 or geo in (select unnest($geo::varchar[])))
    and (len($partner::varchar[]) = 0 or partner in (select unnest($partner::varchar[])))
    and (len($flow::varchar[]) = 0 or flow in (select unnest($flow::varchar[])))
    and (len($status::varchar[]) = 0 or status in (select unnest($status::varchar[])))
    and (len($source::varchar[]) = 0 or source in (select unnest($source::varchar[])))
    -- The year in the name of a file, not a published column: files of other years stay closed.
    and ($since::date is null or part_year >= year($since::date))
    and ($until::date is null or part_year <= year($until::date))
    and ($since::date is null or ref_month >= $since::date)
    and ($until::date is null or ref_month <= $until::date)
order by geo, flow, partner, hs6, ref_month, unit, source
limit $max_rows
