/*
title: {fr: "Les saisons des permis de travail", en: "The seasons of work permits"}
unit: persons
description:
  fr: >-
    Personnes dont un permis du programme a pris effet chaque mois, année par année, pour un pays.
    Le mois fort et le mois faible d'une année sont marqués, sauf quand un mois supprimé pourrait
    l'être. Une année en cours ne se compare pas aux années entières.
  en: >-
    Persons for whom a permit of the programme took effect in each month, year by year, for one
    country. A year's high and low months are marked, except when a suppressed month might be one. A
    year in progress does not compare with whole years.
grain: [partner, period]
sample: {geo: CA, programme: tfwp, partners: [MEX, BRA, PER]}
checks:
  - unique: [partner, period]
  - not_null: [partner, period, ref_year, month_of_year, n_months, n_hidden, is_whole, status]
  - between: {n_months: [1, 12], month_of_year: [1, 12]}
*/
select
    partner, ref_month as period, year(ref_month) as ref_year, month(ref_month) as month_of_year,
    persons, status, persons_low, persons_high,
    count(*) over months as n_months,
    n_months - count(persons) over months as n_hidden,
    n_months = 12 as is_whole,
    -- Of equal months, the first. A hidden month may be as high as its upper bound.
    coalesce(
        persons > 0
        and persons = max(persons) over months
        and ref_month = min(ref_month) over (partition by partner, ref_year, persons)
        and persons > max(
            if(persons is null, coalesce(persons_high, 'infinity'::double), -1)
        ) over months,
        false
    ) as is_high,
    coalesce(
        n_hidden = 0
        and persons = min(persons) over months
        and persons < max(persons) over months
        and ref_month = min(ref_month) over (partition by partner, ref_year, persons),
        false
    ) as is_low,
    source
from worker_month
where
    geo = $geo
    and programme = $programme
    and list_contains($partners::varchar[], partner)
window months as (partition by partner, year(ref_month))
order by partner, period
