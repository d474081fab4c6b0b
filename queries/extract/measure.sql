/*
title:
  fr: "Mesures"
  en: "Measures"
unit: ""
description:
  fr: >-
    Ce que comptent les tables de la mobilité. Lignes de la table publiée, telles quelles.
  en: >-
    What the mobility tables count. Rows of the published table, as they stand.
grain: [measure]
sample:
  measure: []
  max_rows: 200
*/
select
    measure,
    unit,
    name_fr,
    name_en,
    meaning_fr,
    meaning_en
from measure
where
    (len($measure::varchar[]) = 0 or list_contains($measure::varchar[], measure))
order by measure
limit $max_rows
