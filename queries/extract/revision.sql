/*
title: {fr: "Révisions", en: "Revisions"}
unit: ""
description:
  fr: >-
    Ce qu'une édition a changé depuis la précédente. Lignes de la table publiée, telles quelles.
  en: >-
    What an edition changed since the one before. Rows of the published table, as they stand.
grain: [table_name, source, geo, partner, measure, detail, ref_period, vintage_before, vintage]
sample:
  geo: []
  partner: []
  source: []
  since: 2022-01-01
  until: 2023-12-01
  max_rows: 200
*/
select
    table_name,
    geo,
    partner,
    measure,
    detail,
    ref_period,
    vintage_before,
    value_before,
    status_before,
    value_after,
    status,
    change,
    kind,
    unit,
    source,
    vintage
from revision
where
    (len($geo::varchar[]) = 0 or list_contains($geo::varchar[], geo))
    and (len($partner::varchar[]) = 0 or list_contains($partner::varchar[], partner))
    and (len($source::varchar[]) = 0 or list_contains($source::varchar[], source))
    and ($since::date is null or ref_period >= $since::date)
    and ($until::date is null or ref_period <= $until::date)
order by table_name, source, geo, partner, measure, detail, ref_period, vintage_before, vintage
limit $max_rows
