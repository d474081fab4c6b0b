/*
title:
  fr: "Géographies"
  en: "Geographies"
unit: ""
description:
  fr: >-
    Le Canada, ses provinces et ses territoires. Extrait de la table publiée, en lignes
    entières. Une liste vide ne filtre rien.
  en: >-
    Canada, its provinces and its territories. Extract of the published table, in whole rows. An
    empty list filters nothing.
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
