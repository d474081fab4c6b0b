/*
title:
  fr: "Personnes et postes d'un pays, par année"
  en: "A country's persons and positions, by year"
unit: persons
description:
  fr: >-
    Par pays et par année entière : étudiants au Canada (« students », citoyenneté), travailleurs
    agricoles au Québec (« agri_workers », citoyenneté) et postes approuvés au Québec
    (« positions », résidence déclarée). Un pays sous le dernier rang publié a des bornes, et non
    un zéro. Les trois ne s'additionnent pas.
  en: >-
    By country and whole year: students in Canada ("students", citizenship), agricultural workers
    in Québec ("agri_workers", citizenship) and positions approved in Québec ("positions",
    declared residence). A country below the last published rank has bounds, and not a zero. The
    three do not add up.
grain: [series, partner, ref_year]
materialized: true
*/
with listed as (
    select partner, ref_year, value, status, source
    from lmia_position_annual
    where table_number = 10 and measure = 'positions_positive' and geo = 'CA-QC'
),

years as (
    select ref_year, source, if(count(*) = count(value), min(value), null) as last_value
    from listed
    group by ref_year, source
)

select
    'students' as series, geo, partner, ref_year, 'persons' as unit, persons as amount,
    persons_low as amount_low, persons_high as amount_high, status, source
from student_year
where
    measure = 'holders_year' and geo = 'CA' and study_level = 'all' and months_covered = 12
    and partner != 'ALA'

union all

select
    'agri_workers' as series, geo, partner, ref_year, 'persons' as unit, value as amount,
    value_low as amount_low, value_high as amount_high, status, source
from agri_worker_annual
where measure = 'workers' and geo = 'CA-QC' and origin_concept = 'citizenship'

union all

select
    'positions' as series, 'CA-QC' as geo, country.partner, years.ref_year, 'positions' as unit,
    listed.value as amount, if(listed.status is null, 0, null) as amount_low,
    if(listed.status is null, years.last_value, null) as amount_high,
    coalesce(listed.status, 'below_rank') as status, years.source
from partner as country
cross join years
left join listed
    on
        (country.partner, years.ref_year, years.source)
        = (listed.partner, listed.ref_year, listed.source)
where country.sub_region != 'other'
