/*
title:
  fr: "Permis de travail du mois, zéros rétablis"
  en: "Work permits of the month, zeros restored"
unit: persons
description:
  fr: >-
    Titulaires du mois par citoyenneté et programme, d'une seule source par programme. Un pays
    que la source connaît et qu'elle ne liste pas dans un mois qu'elle couvre y est à zéro,
    quand sa fiche dit que son silence vaut zéro.
  en: >-
    Permit holders of the month by citizenship and programme, from one source per programme. A
    country that the source knows and does not list in a month that it covers is nil, where its
    card says that its silence means zero.
grain: [geo, partner, programme, ref_month]
materialized: true
*/
with published as (
    select
        permit.geo, permit.partner, permit.programme, permit.ref_month, permit.value as persons,
        permit.value_low as persons_low, permit.value_high as persons_high, permit.status,
        permit.source, card.absent_is_zero
    from work_permit_monthly as permit
    inner join source as card using (source)
    -- ALA stands for the region, and not for the Åland Islands, whose ISO code it is.
    where
        permit.measure = 'holders_month'
        and permit.origin_concept = 'citizenship'
        and permit.partner != 'ALA'
    qualify
        rank() over (
            partition by permit.geo, permit.programme order by card.precedence, permit.source
        ) = 1
),

covered as (
    select distinct geo, programme, source, ref_month
    from published
    where absent_is_zero
),

known as (
    select distinct geo, programme, source, partner
    from published
    where absent_is_zero
)

select
    geo, partner, programme, ref_month, persons, persons_low, persons_high, status, source
from published

union all

select
    geo, partner, programme, ref_month, 0::bigint as persons, 0::bigint as persons_low,
    0::bigint as persons_high, 'normal' as status, source
from covered
inner join known using (geo, programme, source)
anti join published using (geo, partner, programme, ref_month)
