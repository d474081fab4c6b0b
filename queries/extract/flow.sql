/*
title:
  fr: "Flux"
  en: "Flows"
unit: ""
description:
  fr: >-
    Sens et nature des échanges de marchandises. Extrait de la table publiée, en lignes
    entières. Une liste vide ne filtre rien.
  en: >-
    Direction and nature of merchandise trade. Extract of the published table, in whole rows. An
    empty list filters nothing.
grain: [flow]
sample:
  flow: []
  max_rows: 200
*/
select
    flow,
    name_fr,
    name_en,
    meaning_fr,
    meaning_en
from flow
where
    (len($flow::varchar[]) = 0 or list_contains($flow::varchar[], flow))
order by flow
limit $max_rows
