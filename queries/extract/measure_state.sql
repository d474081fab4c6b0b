/*
title:
  fr: "États d’une mesure"
  en: "States of a measure"
unit: ""
description:
  fr: >-
    États que le personnel du ministère donne à une mesure. Une mesure sans ligne est à
    documenter. Extrait de la table publiée, en lignes entières. Une liste vide ne filtre
    rien.
  en: >-
    States that the ministry’s staff gives a measure. A measure without a line is to be
    documented. Extract of the published table, in whole rows. An empty list filters
    nothing.
grain: [state]
sample:
  state: []
  max_rows: 200
*/
select
    state,
    name_fr,
    name_en,
    meaning_fr,
    meaning_en
from measure_state
where
    (len($state::varchar[]) = 0 or list_contains($state::varchar[], state))
order by state
limit $max_rows
