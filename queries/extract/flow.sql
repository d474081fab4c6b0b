/*
title:
  fr: "Flux"
  en: "Flows"
unit: ""
description:
  fr: >-
    Sens et nature des échanges de marchandises. Lignes de la table publiée, telles quelles.
  en: >-
    Direction and nature of merchandise trade. Rows of the published table, as they stand.
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
