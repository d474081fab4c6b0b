/*
title:
  fr: "Résidents non permanents, trimestriel"
  en: "Non-permanent residents, quarterly"
unit: persons
description:
  fr: >-
    Estimation du nombre de résidents non permanents au premier jour du trimestre, par province et
    type. Ne se compare pas aux comptes d'IRCC. Lignes de la table publiée, telles quelles.
  en: >-
    Estimate of the number of non-permanent residents on the first day of the quarter, by province
    and type. Not comparable with IRCC counts. Rows of the published table, as they stand.
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
    (len($measure::varchar[]) = 0 or list_contains($measure::varchar[], measure))
    and (len($geo::varchar[]) = 0 or list_contains($geo::varchar[], geo))
    and (len($partner::varchar[]) = 0 or list_contains($partner::varchar[], partner))
    and (
        len($origin_concept::varchar[]) = 0
        or list_contains($origin_concept::varchar[], origin_concept)
    )
    and (len($programme::varchar[]) = 0 or list_contains($programme::varchar[], programme))
    and (
        len($resident_type::varchar[]) = 0
        or list_contains($resident_type::varchar[], resident_type)
    )
    and (len($status::varchar[]) = 0 or list_contains($status::varchar[], status))
    and (len($source::varchar[]) = 0 or list_contains($source::varchar[], source))
    and ($since::date is null or ref_quarter >= $since::date)
    and ($until::date is null or ref_quarter <= $until::date)
order by measure, geo, partner, origin_concept, programme, resident_type, ref_quarter, source
limit $max_rows
