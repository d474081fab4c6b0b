/*
title:
  fr: "Énoncés sur les personnes et le PIB, année par année"
  en: "Claims on people and GDP, year by year"
unit: ""
description:
  fr: >-
    Ce que les permis d'études, les travailleurs agricoles et le ratio des exportations au PIB
    donnent, chaque année chargée, pour chaque énoncé qui en parle. La croissance porte sur
    autant d'années que l'énoncé, et sur le même nombre de pays.
  en: >-
    What study permits, agricultural workers and the ratio of exports to GDP give, each year that
    is loaded, for each claim about them. Growth spans as many years as the claim, over the same
    number of countries.
grain: [claim, ref_year]
*/
with permits as (
    select ref_year, persons, n_partners, source
    from student_year
    where measure = 'stock_dec31' and geo = 'CA' and partner = 'ALA' and study_level = 'all'
)

select
    claim.claim, this.ref_year, this.persons / nullif(opening.persons, 0) - 1 as computed_value,
    this.source
from claim
cross join permits as this
inner join permits as opening
    on
        this.ref_year = opening.ref_year + (claim.year_to - claim.year_from)
        and this.n_partners = opening.n_partners
where claim.evidence = 'students_growth'

union all

select claim.claim, workers.ref_year, workers.value::double as computed_value, workers.source
from claim
cross join agri_worker_annual as workers
where
    claim.evidence = 'agricultural_workers'
    and workers.measure = 'workers'
    and workers.geo = 'CA-QC'
    and workers.partner = 'WLD'
    and workers.origin_concept = 'citizenship'

union all

select claim.claim, openness.ref_year, openness.ratio as computed_value, openness.source
from claim
cross join openness_year as openness
where claim.evidence = 'exports_gdp_ratio' and openness.geo = 'CA-QC'
