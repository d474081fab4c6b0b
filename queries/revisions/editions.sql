/*
title: {fr: "Ce que chaque édition a changé", en: "What each edition changed"}
unit: ""
description:
  fr: >-
    Pour chaque table et chaque source, ce que la dernière édition a changé depuis la précédente :
    valeurs révisées, valeurs de périodes nouvelles, valeurs retirées, plus forte révision relative.
    Seuls le Québec, le Canada et les totaux des provinces sont comparés.
  en: >-
    For each table and source, what the latest edition changed since the one before: revised values,
    values of new periods, withdrawn values, largest relative revision. Only Québec, Canada and the
    totals of the provinces are compared.
grain: [table_name, source]
sample: {}
checks:
  - unique: [table_name, source]
  - not_null: [vintage_before, vintage, n_revised, n_new, n_withdrawn]
*/
with last_edition as (
    select *
    from revision
    qualify
        1 = rank() over (
            partition by table_name, source order by vintage desc, vintage_before desc
        )
)

select
    table_name,
    source,
    vintage_before,
    vintage,
    count(*) filter (where kind = 'revised') as n_revised,
    count(*) filter (where kind = 'new') as n_new,
    count(*) filter (where kind = 'withdrawn') as n_withdrawn,
    max(abs(change) / nullif(abs(value_before), 0)) filter (where kind = 'revised')
        as largest_relative,
    min(ref_period) filter (where kind = 'new') as first_new,
    max(ref_period) filter (where kind = 'new') as last_new
from last_edition
group by table_name, source, vintage_before, vintage
order by vintage desc, table_name asc, source asc
