/*
title:
  fr: "États d'une mesure"
  en: "States of a measure"
unit: ""
description:
  fr: >-
    États que le personnel du ministère donne à une mesure. Une mesure sans état est à documenter.
    Lignes de la table publiée, telles quelles.
  en: >-
    States that the ministry's staff gives a measure. A measure without a state is to be documented.
    Rows of the published table, as they stand.
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
