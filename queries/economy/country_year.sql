/*
title: {fr: "PIB et population", en: "GDP and population"}
unit: USD
description:
  fr: >-
    Produit intérieur brut en dollars américains courants, population, et leur rapport, par pays et
    par année. Le PIB par habitant n'est donné que si les deux sont connus.
  en: >-
    Gross domestic product in current US dollars, population, and the ratio of the two, by country
    and year. GDP per capita is given only where both are known.
grain: [partner, ref_year]
sample: {partners: [MEX, COL], first_year: 2020, last_year: 2022}
checks:
  - unique: [partner, ref_year]
  - not_null: [partner, ref_year, gdp_status, population_status, source]
*/
select
    partner, ref_year, gdp_usd, gdp_status, population, population_status,
    gdp_usd / nullif(population, 0) as gdp_per_head_usd,
    country_year.source
from country_year
left join (select source, precedence from source) as card on country_year.source = card.source
where
    list_contains($partners::varchar[], partner)
    and ref_year between $first_year::int and $last_year::int
qualify
    row_number() over (
        partition by partner, ref_year order by precedence nulls last, country_year.source
    ) = 1
order by partner, ref_year
