/*
title:
  fr: "Commerce de marchandises par produit, tous pays réunis, mensuel"
  en: "Merchandise trade by product, all countries together, monthly"
unit: CAD
description:
  fr: >-
    Somme de la table « Commerce de marchandises par produit, mensuel » sur tous les pays, haute mer
    et pays non précisé compris. Mêmes géographies, produits, flux, mois et unités ; un flux nul
    n'est pas une ligne. Pour qui ne demande pas de pays, elle se lit et se télécharge plus vite.
    Lignes de la table publiée, telles quelles.
  en: >-
    Sum of the table "Merchandise trade by product, monthly" over all countries, high seas and
    unspecified country included. Same geographies, products, flows, months and units; a nil flow is
    not a row. For whoever asks for no country, it is sooner read and downloaded. Rows of the
    published table, as they stand.
grain: [geo, flow, hs6, ref_month, unit, source]
sample:
  geo: [CA-QC]
  flow: [import]
  status: []
  source: []
  since: 2022-01-01
  until: 2022-12-01
  max_rows: 200
*/
select
    geo,
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
from trade_product_total_monthly
where
    (len($geo::varchar[]) = 0 or geo in (select unnest($geo::varchar[])))
    and (len($flow::varchar[]) = 0 or flow in (select unnest($flow::varchar[])))
    and (len($status::varchar[]) = 0 or status in (select unnest($status::varchar[])))
    and (len($source::varchar[]) = 0 or source in (select unnest($source::varchar[])))
    -- The year in the name of a file, not a published column: files of other years stay closed.
    and ($since::date is null or part_year >= year($since::date))
    and ($until::date is null or part_year <= year($until::date))
    and ($since::date is null or ref_month >= $since::date)
    and ($until::date is null or ref_month <= $until::date)
order by geo, flow, hs6, ref_month, unit, source
limit $max_rows
