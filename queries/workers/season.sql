/*
title: {fr: "Le mois fort de chaque année", en: "The high month of each year"}
unit: persons
description:
  fr: >-
    Pour chaque pays et chaque année, le mois où le plus de permis ont pris effet et celui où il
    y en a eu le moins. Le mois bas n'est pas donné quand un mois est masqué : on ne sait pas
    lequel est le plus bas. « is_whole » : les douze mois sont publiés ; une année en cours ne
    se compare pas aux années entières.
  en: >-
    For each country and year, the month in which most permits took effect and that in which
    fewest did. The low month is not given when a month is hidden: which is lowest is not known.
    "is_whole": the twelve months are published; a year in progress does not compare with whole
    years.
grain: [partner, ref_year]
sample: {geo: CA, programme: tfwp, partners: [MEX, BRA, PER]}
checks:
  - unique: [partner, ref_year]
  - not_null: [partner, ref_year, n_months, n_hidden, is_whole, source]
  - between: {n_months: [1, 12]}
*/
with shown as (
    select *
    from worker_month
    where
        geo = $geo
        and programme = $programme
        and list_contains($partners::varchar[], partner)
),

years as (
    select
        partner, year(ref_month) as ref_year, source,
        count(*) as n_months,
        count(*) - count(persons) as n_hidden,
        max(persons) as highest,
        -- Of equal months, the first.
        max_by(ref_month, row(coalesce(persons, -1), -month(ref_month))) as month_of_highest,
        min(persons) as lowest,
        min_by(ref_month, row(persons, month(ref_month))) as month_of_lowest,
        -- A hidden month may be as high as what is published, and then none is known to be highest.
        highest > 0 and coalesce(
            highest > max(persons_high) filter (where persons is null), n_hidden = 0
        ) as is_high_known
    from shown
    group by all
)

select
    partner, ref_year, n_months, n_hidden, n_months = 12 as is_whole,
    case when is_high_known then month_of_highest end as high_month,
    case when is_high_known then highest end as high_persons,
    case when is_high_known and n_hidden = 0 then month_of_lowest end as low_month,
    case when is_high_known and n_hidden = 0 then lowest end as low_persons,
    source
from years
order by partner, ref_year
