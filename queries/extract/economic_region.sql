/*
title:
  fr: "Régions économiques"
  en: "Economic regions"
unit: ""
description:
  fr: >-
    Régions économiques de Statistique Canada. Extrait de la table publiée, en lignes entières. Une
    liste vide ne filtre rien.
  en: >-
    Statistics Canada's economic regions. Extract of the published table, in whole rows. An empty
    list filters nothing.
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
