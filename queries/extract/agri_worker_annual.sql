/*
title:
  fr: "Travailleurs étrangers temporaires en agriculture"
  en: "Temporary foreign workers in agriculture"
unit: persons
description:
  fr: >-
    Travailleurs étrangers temporaires du secteur agricole et agroalimentaire, par pays de
    citoyenneté ou par industrie et par province. Extrait de la table publiée, en lignes entières.
    Une liste vide ne filtre rien.
  en: >-
    Temporary foreign workers in agriculture and agri-food, by country of citizenship or by industry
    and by province. Extract of the published table, in whole rows. An empty list filters nothing.
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
    (len($measure::varchar[]) = 0 or measure in (select unnest($measure::varchar[])))
    and (len($geo::varchar[]) = 0 or geo in (select unnest($geo::varchar[])))
    and (len($partner::varchar[]) = 0 or partner in (select unnest($partner::varchar[])))
    and (
        len($origin_concept::varchar[]) = 0
        or origin_concept in (select unnest($origin_concept::varchar[]))
    )
    and (len($programme::varchar[]) = 0 or programme in (select unnest($programme::varchar[])))
    and (len($status::varchar[]) = 0 or status in (select unnest($status::varchar[])))
    and (len($source::varchar[]) = 0 or source in (select unnest($source::varchar[])))
    and ($since::smallint is null or ref_year >= $since::smallint)
    and ($until::smallint is null or ref_year <= $until::smallint)
order by measure, geo, partner, origin_concept, programme, industry, ref_year, source
limit $max_rows
