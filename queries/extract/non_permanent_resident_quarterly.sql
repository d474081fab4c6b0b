/*
title:
  fr: "Résidents non permanents, trimestriel"
  en: "Non-permanent residents, quarterly"
unit: persons
description:
  fr: >-
    Estimation du nombre de résidents non permanents au premier jour du trimestre, par province et
    type. Ne se compare pas aux comptes d'IRCC. Extrait de la table publiée, en lignes entières. Une
    liste vide ne filtre rien.
  en: >-
    Estimate of the number of non-permanent residents on the first day of the quarter, by province
    and type. Not comparable with IRCC counts. Extract of the published table, in whole rows. An
    empty list filters nothing.
grain: [measure, geo, partner, origin_concept, programme, resident_type, ref_quarter, source]
sample:
  measure: []
  geo: [CA-QC]
  partner: []
  origin_concept: []
  programme: []
  resident_type: []
  status: []
  source: []
  since: 2023-01-01
  until: 2023-12-01
  max_rows: 200
*/
select
    measure,
    geo,
    partner,
    origin_concept,
    programme,
    resident_type,
    ref_quarter,
    value,
    status,
    value_low,
    value_high,
    source,
    vintage
from non_permanent_resident_quarterly
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
        len($resident_type::varchar[]) = 0
        or resident_type in (select unnest($resident_type::varchar[]))
    )
    and (len($status::varchar[]) = 0 or status in (select unnest($status::varchar[])))
    and (len($source::varchar[]) = 0 or source in (select unnest($source::varchar[])))
    and ($since::date is null or ref_quarter >= $since::date)
    and ($until::date is null or ref_quarter <= $until::date)
order by measure, geo, partner, origin_concept, programme, resident_type, ref_quarter, source
limit $max_rows
