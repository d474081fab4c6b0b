/*
title:
  fr: "Mesures"
  en: "Measures"
unit: ""
description:
  fr: >-
    Ce que comptent les tables de la mobilité. Extrait de la table publiée, en lignes entières. Une
    liste vide ne filtre rien.
  en: >-
    What the mobility tables count. Extract of the published table, in whole rows. An empty list
    filters nothing.
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
