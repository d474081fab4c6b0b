/*
title:
  fr: "État des mesures"
  en: "State of the measures"
unit: ""
description:
  fr: >-
    État des mesures de la stratégie, tenu par le personnel du ministère dans
    data/raw/snapshot/measure_status.csv. Une mesure absente est à documenter. Lignes de la table
    publiée, telles quelles.
  en: >-
    State of the strategy's measures, kept by the ministry's staff in
    data/raw/snapshot/measure_status.csv. An absent measure is to be documented. Rows of the
    published table, as they stand.
grain: [measure]
sample:
  state: []
  source: []
  max_rows: 200
*/
select
    measure,
    state,
    state_date,
    date_precision,
    note_fr,
    note_en,
    reference_fr,
    reference_en,
    source,
    vintage
from measure_progress
where
    (len($state::varchar[]) = 0 or list_contains($state::varchar[], state))
    and (len($source::varchar[]) = 0 or list_contains($source::varchar[], source))
order by measure
limit $max_rows
