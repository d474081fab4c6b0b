/*
title: {fr: "Permis d'études de l'année", en: "Study permits of the year"}
unit: persons
description:
  fr: >-
    Titulaires de permis d'études par année, pays de citoyenneté et niveau : chaque mesure d'une
    seule source par géographie. « ALA » est la somme des pays publiés de la région : masquée
    dès qu'un pays l'est, elle garde ses bornes. Une année en cours est marquée.
  en: >-
    Study permit holders by year, country of citizenship and level: each measure from one source
    per geography. "ALA" is the sum of the region's published countries: hidden as soon as one
    is, it keeps its bounds. A year in progress is marked.
grain: [measure, geo, partner, study_level, ref_year]
materialized: true
*/
with published as (
    -- All countries of Canada are published by two sources: a series has one, and the parts of a
    -- sum come from the source of their total.
    select permit.*
    from study_permit_annual as permit
    inner join source as card using (source)
    -- ALA stands for the region, and not for the Åland Islands, whose ISO code it is.
    where permit.programme = 'study' and permit.partner != 'ALA'
    qualify
        dense_rank() over (
            partition by permit.measure, permit.geo order by card.precedence, permit.source
        ) = 1
),

region as (
    select
        permit.measure, permit.geo, permit.study_level, permit.ref_year, permit.source,
        min(permit.months_covered) as months_covered,
        count(*) as n_partners,
        count(*) filter (where permit.status = 'suppressed') as n_hidden,
        case when count(*) = count(permit.value) then sum(permit.value) end::bigint as persons,
        case
            when count(*) = count(coalesce(permit.value_low, permit.value))
                then sum(coalesce(permit.value_low, permit.value))
        end::bigint as persons_low,
        case
            when count(*) = count(coalesce(permit.value_high, permit.value))
                then sum(coalesce(permit.value_high, permit.value))
        end::bigint as persons_high,
        -- Nothing bounds what is not available: it is graver than what is hidden.
        coalesce(
            max(permit.status) filter (
                where permit.value is null and permit.value_high is null
            ),
            max(permit.status) filter (where permit.value is null),
            'normal'
        ) as status
    from published as permit
    inner join partner as country using (partner)
    where country.is_ala and permit.origin_concept = 'citizenship'
    group by permit.measure, permit.geo, permit.study_level, permit.ref_year, permit.source
)

select
    measure, geo, partner, study_level, ref_year, months_covered, value as persons,
    value_low as persons_low, value_high as persons_high, status,
    1 as n_partners, (status = 'suppressed')::int as n_hidden, source
from published

union all by name

select 'ALA' as partner, region.*
from region
