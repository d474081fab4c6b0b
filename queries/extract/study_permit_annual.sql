/*
title:
  fr: "Permis d'études, annuel"
  en: "Study permits, annual"
unit: persons
description:
  fr: >-
    Personnes distinctes dont un permis d'études a pris effet dans l'année, ou titulaires d'un
    permis valide le 31 décembre, selon la mesure. Les deux ne se comparent pas. Lignes de la table
    publiée, telles quelles.
  en: >-
    Unique persons for whom a study permit took effect in the year, or holders of a valid permit on
    31 December, as the measure says. The two do not compare. Rows of the published table, as they
    stand.
grain: [measure, geo, partner, origin_concept, programme, study_level, ref_year, source]
sample:
  measure: [stock_dec31]
  geo: [CA-QC]
  partner: []
  origin_concept: []
  programme: []
  study_level: []
  status: []
  source: []
  since: 2023
  until: 2023
  max_rows: 200
*/
select
    measure,
    geo,
    partner,
    origin_concept,
    programme,
    study_level,
    ref_year,
    months_covered,
    value,
    status,
    value_low,
    value_high,
    source,
    vintage
from study_permit_annual
where
    (len($measure::varchar[]) = 0 or list_contains($measure::varchar[], measure))
    and (len($geo::varchar[]) = 0 or list_contains($geo::varchar[], geo))
    and (len($partner::varchar[]) = 0 or list_contains($partner::varchar[], partner))
    and (
        len($origin_concept::varchar[]) = 0
        or list_contains($origin_concept::varchar[], origin_concept)
    )
    and (len($programme::varchar[]) = 0 or list_contains($programme::varchar[], programme))
    and (len($study_level::varchar[]) = 0 or list_contains($study_level::varchar[], study_level))
    and (len($status::varchar[]) = 0 or list_contains($status::varchar[], status))
    and (len($source::varchar[]) = 0 or list_contains($source::varchar[], source))
    and ($since::smallint is null or ref_year >= $since::smallint)
    and ($until::smallint is null or ref_year <= $until::smallint)
order by measure, geo, partner, origin_concept, programme, study_level, ref_year, source
limit $max_rows
