/*
title:
  fr: "PIB et population des pays"
  en: "GDP and population of countries"
unit: ""
description:
  fr: >-
    Produit intérieur brut en dollars américains courants et population, par pays et année. Lignes
    de la table publiée, telles quelles.
  en: >-
    Gross domestic product in current US dollars and population, by country and year. Rows of the
    published table, as they stand.
grain: [partner, ref_year, source]
sample:
  partner: [MEX, BRA]
  gdp_status: []
  population_status: []
  source: []
  since: 2024
  until: 2024
  max_rows: 200
*/
select
    partner,
    ref_year,
    gdp_usd,
    gdp_status,
    population,
    population_status,
    source,
    vintage
from country_year
where
    (len($partner::varchar[]) = 0 or list_contains($partner::varchar[], partner))
    and (len($gdp_status::varchar[]) = 0 or list_contains($gdp_status::varchar[], gdp_status))
    and (
        len($population_status::varchar[]) = 0
        or list_contains($population_status::varchar[], population_status)
    )
    and (len($source::varchar[]) = 0 or list_contains($source::varchar[], source))
    and ($since::smallint is null or ref_year >= $since::smallint)
    and ($until::smallint is null or ref_year <= $until::smallint)
order by partner, ref_year, source
limit $max_rows
