/*
title: {fr: "Les saisons des permis d'études", en: "The seasons of study permits"}
unit: persons
description:
  fr: >-
    Pour un pays, chaque mois des dernières années, et la moyenne de ce mois sur les années
    entières. Un mois supprimé ne compte pas dans la moyenne, qui est donc un peu haute.
  en: >-
    For one country, each month of the last years, and that month's mean over whole years. A
    suppressed month does not count in the mean, which is therefore a little high.
grain: [profile, month_of_year]
sample: {geo: CA, partner: BRA, last_years: 2}
checks:
  - unique: [profile, month_of_year]
  - not_null: [profile, month_of_year, status, n_months, n_hidden, source]
  - between: {month_of_year: [1, 12]}
*/
with months as (
    select
        month(ref_month) as month_of_year, year(ref_month) as ref_year, persons, persons_low,
        persons_high, status, source,
        count(*) over (partition by year(ref_month)) = 12 as is_whole,
        max(year(ref_month)) over () as last_year
    from student_month
    where geo = $geo and partner = $partner
)

select
    'mean' as profile, month_of_year, avg(persons) as persons,
    if(count(persons) > 0, 'normal', max(status)) as status,
    -- The bounds are those of what is given: the mean of the known months, or the hidden ones'.
    coalesce(avg(persons_low) filter (where persons is not null), avg(persons_low)) as persons_low,
    coalesce(avg(persons_high) filter (where persons is not null), avg(persons_high))
        as persons_high,
    count(*) as n_months, count(*) - count(persons) as n_hidden, source
from months
where is_whole
group by month_of_year, source

union all

select
    ref_year::varchar as profile, month_of_year, persons::double as persons, status,
    persons_low::double as persons_low, persons_high::double as persons_high, 1 as n_months,
    (persons is null)::int as n_hidden, source
from months
where ref_year > last_year - $last_years::int
order by profile desc, month_of_year asc
