/*
title: {fr: "Énoncés sur les pays, année par année", en: "Claims on countries, year by year"}
unit: ""
description:
  fr: >-
    Ce que le PIB, la population et la liste des accords donnent, chaque année chargée, pour
    chaque énoncé qui en parle. Une somme dont un pays manque est vide. La liste des accords vaut
    pour l'année de l'énoncé.
  en: >-
    What GDP, population and the list of agreements give, each year that is loaded, for each
    claim about them. A sum that lacks a country is empty. The list of agreements stands for the
    claim's year.
grain: [claim, ref_year]
*/
with ranked as (
    select
        country_year.partner, ref_year, gdp_usd, population, country_year.source, country.is_ala,
        case
            when gdp_usd is not null
                then
                    rank() over (
                        partition by ref_year, country_year.partner = 'WLD'
                        order by gdp_usd desc nulls last
                    )
        end as gdp_rank
    from country_year
    inner join partner as country using (partner)
),

-- The countries that each claim is about; Canada is part of its own agreements.
members as (
    select claim.claim, claim.evidence, country.partner
    from claim
    inner join partner as country
        on
            -- ALA stands for the region, and not for the Åland Islands, whose ISO code it is.
            claim.partners != 'ALA'
            and claim.agreement = ''
            and list_contains(string_split(claim.partners, ' '), country.partner)
            or country.is_ala and claim.partners = 'ALA'
            or claim.agreement != ''
            and (
                list_contains(string_split(country.agreements, ' '), claim.agreement)
                or country.partner = 'CAN'
            )
    where
        list_contains(['population', 'gdp', 'gdp_rank', 'agreement_population'], claim.evidence)
        or claim.evidence like 'population_%'
),

summed as (
    select
        members.claim, members.evidence, ranked.ref_year,
        case when count(population) = max(expected.n) then sum(population) end as population,
        case when count(gdp_usd) = max(expected.n) then sum(gdp_usd) end as gdp_usd,
        max(gdp_rank) as gdp_rank, max(ranked.source) as source
    from members
    inner join ranked using (partner)
    inner join (
        select claim, count(*) as n from members
        group by claim
    ) as expected using (claim)
    group by members.claim, members.evidence, ranked.ref_year
)

select
    claim, summed.ref_year,
    case evidence
        when 'gdp' then summed.gdp_usd
        when 'gdp_rank' then summed.gdp_rank
        when 'population_ala_share' then summed.population / world.population
        when 'population_ala_ratio' then summed.population / neighbour.population
        else summed.population
    end::double as computed_value,
    summed.source
from summed
left join ranked as world on world.partner = 'WLD' and summed.ref_year = world.ref_year
left join ranked as neighbour on neighbour.partner = 'USA' and summed.ref_year = neighbour.ref_year
