/*
title: {fr: "Énoncés sur les accords", en: "Claims on agreements"}
unit: ""
description:
  fr: >-
    Ce que la liste des accords du projet donne pour chaque énoncé qui en parle : accords
    bilatéraux avec un pays de la région, membres d'un accord, Canada compris ou dans la région.
  en: >-
    What the project's list of agreements gives for each claim about them: bilateral agreements
    with a country of the region, members of an agreement, Canada included or in the region.
grain: [claim, ref_year]
*/
with member as (
    select partner, is_ala, unnest(string_split(agreements, ' ')) as agreement
    from partner
    where agreements != ''
),

counted as (
    select agreement, count(*) as n_members, count(*) filter (where is_ala) as n_ala
    from member
    group by agreement
)

select
    claim.claim, claim.year_to as ref_year,
    case claim.evidence
        when 'agreements_bilateral'
            then count(*) filter (where counted.n_members = 1 and counted.n_ala = 1)
        when 'agreement_members'
            then 1 + max(counted.n_members) filter (where counted.agreement = claim.agreement)
        else max(counted.n_ala) filter (where counted.agreement = claim.agreement)
    end::double as computed_value,
    '' as source
from claim
cross join counted
where
    list_contains(
        ['agreements_bilateral', 'agreement_members', 'agreement_members_ala'], claim.evidence
    )
group by claim.claim, claim.evidence, claim.year_to
