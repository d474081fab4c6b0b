/*
title: {fr: "Permis d'études du mois", en: "Study permits of the month"}
unit: persons
description:
  fr: >-
    Personnes dont un permis d'études a pris effet dans le mois, par pays de citoyenneté, d'une
    seule source par géographie. Un pays que la source connaît et qu'elle ne liste pas dans un
    mois qu'elle couvre y est à zéro, là seulement où sa fiche dit que son silence vaut zéro.
    Les types d'établissement, quand la source les donne, sont additionnés avec leurs bornes.
  en: >-
    Persons for whom a study permit took effect in the month, by country of citizenship, from one
    source per geography. A country that the source knows and does not list in a month that it
    covers is nil, only where its card says that its silence means zero. Types of institution,
    where the source gives them, are added with their bounds.
grain: [geo, partner, ref_month]
materialized: true
*/
with chosen as (
    select permit.*, card.absent_is_zero
    from study_permit_monthly as permit
    inner join source as card using (source)
    -- ALA stands for the region, and not for the Åland Islands, whose ISO code it is.
    where
        permit.measure = 'holders_month'
        and permit.origin_concept = 'citizenship'
        and permit.partner != 'ALA'
    qualify
        dense_rank() over (partition by permit.geo order by card.precedence, permit.source) = 1
),

published as (
    select
        geo, partner, ref_month, source, absent_is_zero,
        case when count(*) = count(value) then sum(value) end::bigint as persons,
        case
            when count(*) = count(coalesce(value_low, value))
                then sum(coalesce(value_low, value))
        end::bigint as persons_low,
        case
            when count(*) = count(coalesce(value_high, value))
                then sum(coalesce(value_high, value))
        end::bigint as persons_high,
        coalesce(
            max(status) filter (where value is null and value_high is null),
            max(status) filter (where value is null),
            'normal'
        ) as status
    from chosen
    group by geo, partner, ref_month, source, absent_is_zero
),

covered as (
    select distinct geo, source, ref_month
    from published
    where absent_is_zero
),

known as (
    select distinct geo, source, partner
    from published
    where absent_is_zero
)

select geo, partner, ref_month, persons, persons_low, persons_high, status, source
from published

union all

select
    geo, partner, ref_month, 0::bigint as persons, 0::bigint as persons_low,
    0::bigint as persons_high, 'normal' as status, source
from covered
inner join known using (geo, source)
anti join published using (geo, partner, ref_month)
