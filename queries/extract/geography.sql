/*
title:
  fr: "Géographies"
  en: "Geographies"
unit: ""
description:
  fr: >-
    Le Canada, ses provinces et ses territoires. Lignes de la table publiée, telles quelles.
  en: >-
    Canada, its provinces and its territories. Rows of the published table, as they stand.
grain: [geo]
sample:
  geo: []
  max_rows: 200
*/
select
    geo,
    name_fr,
    name_en
from geography
where
    (len($geo::varchar[]) = 0 or list_contains($geo::varchar[], geo))
order by geo
limit $max_rows
