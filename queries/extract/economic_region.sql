/*
title:
  fr: "Régions économiques"
  en: "Economic regions"
unit: ""
description:
  fr: >-
    Régions économiques de Statistique Canada. Lignes de la table publiée, telles quelles.
  en: >-
    Statistics Canada's economic regions. Rows of the published table, as they stand.
grain: [region]
sample:
  region: []
  max_rows: 200
*/
select
    region,
    geo,
    name_fr,
    name_en
from economic_region
where
    (len($region::varchar[]) = 0 or list_contains($region::varchar[], region))
order by region
limit $max_rows
