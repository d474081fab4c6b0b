/*
title: {fr: "Rythme observé et arrivée à la cible", en: "Observed pace and arrival at the target"}
unit: ratio
description:
  fr: >-
    Variation moyenne du ratio par année sur 1, 3, 5 et 10 ans, année où la cible serait atteinte à
    ce rythme, et verdict. Sur la bonne voie : le rythme suffit pour atteindre la cible à l'année
    choisie. En retard : il est positif, mais plus lent. Hors de portée : il est nul ou négatif, ou
    demanderait plus d'un siècle.
  en: >-
    Mean change of the ratio per year over 1, 3, 5 and 10 years, year in which the target would be
    reached at that pace, and verdict. On track: the pace is enough to reach the target by the
    chosen year. Behind: it is positive, but slower. Out of reach: it is nil or negative, or would
    take more than a century.
grain: [n_years]
sample: {geo: CA-QC, target: 0.5, year: 2030}
checks:
  - unique: [n_years]
  - not_null: [n_years]
*/
with known as (
    select ref_year, ratio, source
    from openness_year
    where geo = $geo and ratio is not null
),

latest as (
    select ref_year, ratio, source
    from known
    qualify row_number() over (order by ref_year desc) = 1
),

paces as (
    select
        span.n_years,
        earlier.ref_year as first_year,
        latest.ref_year as last_year,
        earlier.ratio as first_ratio,
        latest.ratio,
        (latest.ratio - earlier.ratio) / span.n_years as pace,
        ($target::double - latest.ratio) / nullif(greatest($year::int - latest.ref_year, 0), 0)
            as required_pace,
        -- Divided doubles stray in their last digits: a whole number of years stays whole.
        ceil(($target::double - latest.ratio) / nullif(greatest(pace, 0), 0) - 1e-9)
            as n_years_to_go,
        case
            when (select count(*) filter (geo = $geo) = 0 from openness_year) then 'not_loaded'
            when latest.ref_year is null then 'no_ratio'
            when $target::double <= 0 then 'bad_target'
            when latest.ratio >= $target::double then 'target_reached'
            when earlier.ref_year is null then 'missing_year'
            when $year::int <= latest.ref_year then 'year_past'
        end as obstacle,
        latest.source
    from (select unnest([1, 3, 5, 10]) as n_years) as span
    left join latest on true
    left join known as earlier on earlier.ref_year = latest.ref_year - span.n_years
)

select
    n_years, first_year, last_year, first_ratio, ratio, pace,
    case when obstacle is null then required_pace end as required_pace,
    case
        when coalesce(obstacle, 'year_past') = 'year_past' and n_years_to_go <= 100
            then last_year + n_years_to_go::int
    end as arrival_year,
    case
        when obstacle = 'target_reached' then 'reached'
        when coalesce(obstacle, 'year_past') != 'year_past' then null
        when coalesce(n_years_to_go, 101) > 100 then 'never'
        when obstacle = 'year_past' then null
        when pace >= required_pace - 1e-12 then 'on_track'
        else 'late'
    end as verdict,
    obstacle, source
from paces
order by n_years
