/*
title:
  fr: "Permis d'études, annuel"
  en: "Study permits, annual"
unit: persons
description:
  fr: >-
    Personnes distinctes dont un permis d'études a pris effet dans l'année, ou titulaires d'un
    permis valide le 31 décembre, selon la mesure. Les deux ne se comparent pas. Extrait de la table
    publiée, en lignes entières. Une liste vide ne filtre rien.
  en: >-
    Different persons for whom a study permit took effect in the year, or holders of a valid permit
    on 31 December, as the measure says. The two do not compare. Extract of the published table, in
    whole rows. An empty list filters nothing.
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
    (len($measure::varchar[]) = 0 or measure in (select unnest($measure::varchar[])))
    and (len($geo::varchar[]) = 0 or geo in (select unnest($geo::varchar[])))
    and (len($partner::varchar[]) = 0 or partner in (select unnest($partner::varchar[])))
    and (
        len($origin_concept::varchar[]) = 0
        or origin_concept in (select unnest($origin_concept::varchar[]))
    )
    and (len($programme::varchar[]) = 0 or programme in (select unnest($programme::varchar[])))
    and (
        len($study_level::varchar[]) = 0
        or study_level in (select unnest($study_level::varchar[]))
    )
    and (len($status::varchar[]) = 0 or status in (select unnest($status::varchar[])))
    and (len($source::varchar[]) = 0 or source in (select unnest($source::varchar[])))
    and ($since::smallint is null or ref_year >= $since::smallint)
    and ($until::smallint is null or ref_year <= $until::smallint)
order by measure, geo, partner, origin_concept, programme, study_level, ref_year, source
limit $max_rows
