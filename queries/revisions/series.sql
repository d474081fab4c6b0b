/*
title: {fr: "Séries révisées", en: "Revised series"}
unit: ""
description:
  fr: >-
    Séries dont au moins une valeur a changé d'une édition à l'autre, les plus révisées d'abord.
  en: >-
    Series of which at least one value changed from one edition to the next, the most revised first.
grain: [table_name, source, geo, partner, measure, detail]
sample: {}
checks:
  - unique: [table_name, source, geo, partner, measure, detail]
  - not_null: [n_revised, n_new]
*/
select
    table_name,
    source,
    geo,
    partner,
    measure,
    detail,
    count(*) filter (where kind = 'revised') as n_revised,
    count(*) filter (where kind = 'new') as n_new,
    max(abs(change)) as largest_change
from revision
group by table_name, source, geo, partner, measure, detail
order by
    n_revised desc, largest_change desc nulls last,
    table_name asc, source asc, geo asc, partner asc, measure asc, detail asc
