/*
title:
  fr: "Travailleurs étrangers temporaires en agriculture"
  en: "Temporary foreign workers in agriculture"
unit: persons
description:
  fr: >-
    Travailleurs étrangers temporaires du secteur agricole et agroalimentaire, par pays de
    citoyenneté ou par industrie et par province. Lignes de la table publiée, telles quelles.
  en: >-
    Temporary foreign workers in agriculture and agri-food, by country of citizenship or by industry
    and by province. Rows of the published table, as they stand.
grain: [measure, geo, partner, origin_concept, programme, industry, ref_year, source]
sample:
  measure: []
  geo: [CA-QC]
  partner: []
  origin_concept: []
  programme: []
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
    industry,
    ref_year,
    value,
    status,
    value_low,
    value_high,
    source,
    vintage
from agri_worker_annual
where
    (len($measure::varchar[]) = 0 or list_contains($measure::varchar[], measure))
    and (len($geo::varchar[]) = 0 or list_contains($geo::varchar[], geo))
    and (len($partner::varchar[]) = 0 or list_contains($partner::varchar[], partner))
    and (
        len($origin_concept::varchar[]) = 0
        or list_contains($origin_concept::varchar[], origin_concept)
    )
    and (len($programme::varchar[]) = 0 or list_contains($programme::varchar[], programme))
    and (len($status::varchar[]) = 0 or list_contains($status::varchar[], status))
    and (len($source::varchar[]) = 0 or list_contains($source::varchar[], source))
    and ($since::smallint is null or ref_year >= $since::smallint)
    and ($until::smallint is null or ref_year <= $until::smallint)
order by measure, geo, partner, origin_concept, programme, industry, ref_year, source
limit $max_rows
