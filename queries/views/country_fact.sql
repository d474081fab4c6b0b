/*
title: {fr: "Faits d'un pays", en: "Facts of a country"}
unit: ""
description:
  fr: >-
    Le dernier chiffre connu de chaque fait, pour chaque pays : sa période, son unité, ses bornes
    s'il est caché, et sa variation sur un an. Un pays hors de la région n'y a pas de rang.
  en: >-
    The last known figure of each fact, for each country: its period, unit, bounds where it is
    hidden, and change over a year. A country outside the region has no rank in it.
grain: [fact, geo, frequency, partner]
materialized: true
*/
with placed as (
    select
        direction as fact, geo, frequency, partner, period_end, 'CAD' as unit,
        value_cad::double as amount, status, growth, source
    from country_standing
    union all
    select
        direction || '_share' as fact, geo, frequency, partner, period_end, 'ratio' as unit,
        share as amount,
        if(value_cad is null or share is not null, status, 'not_applicable') as status,
        null as growth,
        source
    from country_standing
    union all
    select
        direction || '_rank' as fact, geo, frequency, partner, period_end, 'rank' as unit,
        rank_world as amount,
        if(value_cad is null or rank_world is not null, status, 'not_applicable') as status,
        null as growth, source
    from country_standing
    union all
    select
        direction || '_rank_region' as fact, geo, frequency, partner, period_end, 'rank' as unit,
        rank_region as amount,
        if(value_cad is null or rank_region is not null, status, 'not_applicable') as status,
        null as growth, source
    from country_standing
),

people as (
    select
        *,
        amount / nullif(
            first_value(amount) over (
                partition by series, partner, source
                order by ref_year
                range between 1 preceding and 1 preceding
            ), 0
        ) - 1 as growth
    from country_people
    qualify ref_year = max(ref_year) over (partition by series)
)

select
    fact, geo, frequency, partner, period_end, unit, amount, null as amount_low,
    null as amount_high, status, growth, source, '' as name_fr, '' as name_en
from placed

union all

select
    series as fact, geo, 'year' as frequency, partner, make_date(ref_year, 12, 1) as period_end,
    unit, amount, amount_low, amount_high, status, growth, source, '' as name_fr, '' as name_en
from people

union all

select
    fact, '' as geo, if(period_end is null, '', 'year') as frequency, partner, period_end, unit,
    amount, null as amount_low, null as amount_high, status, growth, source, name_fr, name_en
from country_context
