/*
title: {fr: "Part du Québec dans les permis d'études", en: "Québec's share of study permits"}
unit: ratio
description:
  fr: >-
    Titulaires de permis d'études destinés au Québec, rapportés à ceux du Canada, tous pays réunis,
    d'une même source. Une part des permis ne déclare pas de province : la part du Québec est un
    plancher, et « au plus » lui donne tous ces permis. Aucune part par pays ne s'en déduit.
  en: >-
    Study permit holders bound for Québec as a share of Canada's, all countries together, from one
    source. Some permits state no province: Québec's share is a floor, and "at most" gives it all of
    those. No share by country can be derived from it.
grain: [ref_year]
sample: {measure: holders_year, since: 2020, until: 2022}
checks:
  - unique: [ref_year]
  - not_null: [ref_year, period, months_covered, is_whole, status, source]
  - between: {share: [0, 1], share_high: [0, 1]}
*/
with counts as (
    select geo, ref_year, months_covered, value as persons, value_low, value_high, status, source
    from study_permit_annual
    where
        measure = $measure
        and partner = 'WLD'
        and origin_concept = 'none'
        and programme = 'study'
        and study_level = 'all'
)

select
    quebec.ref_year, make_date(quebec.ref_year, 1, 1) as period, quebec.months_covered,
    quebec.months_covered = 12 as is_whole, quebec.persons, quebec.status,
    quebec.value_low as persons_low, quebec.value_high as persons_high,
    canada.persons as canada_persons, unstated.persons as unstated_persons,
    quebec.persons / nullif(canada.persons, 0) as share,
    (quebec.persons + unstated.persons) / nullif(canada.persons, 0) as share_high,
    quebec.source
from counts as quebec
left join counts as canada
    on (quebec.ref_year, quebec.source, 'CA') = (canada.ref_year, canada.source, canada.geo)
left join counts as unstated
    on
        (quebec.ref_year, quebec.source, 'CA-ZZ')
        = (unstated.ref_year, unstated.source, unstated.geo)
where quebec.geo = 'CA-QC' and quebec.ref_year between $since::int and $until::int
order by quebec.ref_year
