/*
title: {fr: "Économie et liens d'un pays", en: "A country's economy and ties"}
unit: ""
description:
  fr: >-
    Dernière année connue du PIB, de la population et du PIB par habitant de chaque pays (Banque
    mondiale) ; nombre d'accords de la liste et de représentations du Québec, avec leurs noms. La
    liste vaut pour la région : ailleurs, ce qui n'y est pas n'est pas connu d'elle. Pas de
    variation du PIB : en dollars américains courants, elle mêle les prix et le change.
  en: >-
    Last known year of each country's GDP, population and GDP per head (World Bank); number of
    agreements of the list and of Québec's representations, with their names. The list holds for
    the region: elsewhere, what is not in it is not known to it. No change of GDP: in current US
    dollars it mixes prices and the exchange rate.
grain: [fact, partner]
*/
with economy as (
    select
        partner, ref_year, 'gdp' as fact, 'USD' as unit, gdp_usd as amount,
        gdp_status as status, source
    from country_year
    union all
    select
        partner, ref_year, 'gdp_per_head' as fact, 'USD_each' as unit,
        gdp_usd / nullif(population, 0) as amount,
        if(gdp_usd is null, gdp_status, population_status) as status, source
    from country_year
    union all
    select
        partner, ref_year, 'population' as fact, 'persons' as unit, population as amount,
        population_status as status, source
    from country_year
),

ties as (
    select
        country.partner, country.is_ala,
        count(distinct party.agreement) as n_agreements,
        coalesce(string_agg(distinct agreement.short_fr, ', ' order by agreement.short_fr), '')
            as agreements_fr,
        coalesce(string_agg(distinct agreement.short_en, ', ' order by agreement.short_en), '')
            as agreements_en,
        count(distinct office.representation) as n_offices,
        coalesce(string_agg(distinct office.name_fr, ', ' order by office.name_fr), '')
            as office_fr,
        coalesce(string_agg(distinct office.name_en, ', ' order by office.name_en), '') as office_en
    from partner as country
    left join agreement_party as party on country.partner = party.partner
    left join agreement on party.agreement = agreement.agreement
    left join representation as office
        on
            country.partner = office.partner
            and list_contains(['general_delegation', 'office'], office.kind)
    group by country.partner, country.is_ala
)

select
    fact, partner, make_date(ref_year, 12, 1) as period_end, unit, amount, status,
    null::double as growth, source, '' as name_fr, '' as name_en
from economy
qualify
    row_number() over (partition by fact, partner order by amount is null, ref_year desc) = 1

union all

select
    'agreements' as fact, partner, null as period_end, 'count' as unit,
    if(is_ala or n_agreements > 0, n_agreements, null) as amount,
    if(is_ala or n_agreements > 0, 'normal', 'not_available') as status, null as growth,
    null as source, agreements_fr as name_fr, agreements_en as name_en
from ties

union all

select
    'representation' as fact, partner, null as period_end, 'count' as unit,
    if(is_ala, n_offices, null) as amount, if(is_ala, 'normal', 'not_available') as status,
    null as growth, null as source, office_fr as name_fr, office_en as name_en
from ties
