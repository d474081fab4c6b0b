/*
title:
  fr: "Postes visés par une étude d'impact sur le marché du travail"
  en: "Positions on labour market impact assessments"
unit: positions
description:
  fr: >-
    Postes approuvés ou refusés par pays de résidence, volet, région économique et profession. Un
    poste approuvé n'est pas un travailleur arrivé. Le tableau par pays ne donne que les premiers
    rangs. Extrait de la table publiée, en lignes entières. Une liste vide ne filtre rien.
  en: >-
    Positions approved or refused by country of residence, stream, economic region and occupation. A
    position approved is not a worker arrived. The table by country gives the first ranks only.
    Extract of the published table, in whole rows. An empty list filters nothing.
grain: [measure, geo, partner, origin_concept, programme, stream, region, occupation,
  table_number, ref_year, source]
sample:
  measure: []
  geo: [CA-QC]
  partner: []
  origin_concept: []
  programme: []
  stream: []
  region: []
  occupation: []
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
    stream,
    region,
    occupation,
    table_number,
    ref_year,
    rank,
    value,
    status,
    value_low,
    value_high,
    source,
    vintage
from lmia_position_annual
where
    (len($measure::varchar[]) = 0 or measure in (select unnest($measure::varchar[])))
    and (len($geo::varchar[]) = 0 or geo in (select unnest($geo::varchar[])))
    and (len($partner::varchar[]) = 0 or partner in (select unnest($partner::varchar[])))
    and (
        len($origin_concept::varchar[]) = 0
        or origin_concept in (select unnest($origin_concept::varchar[]))
    )
    and (len($programme::varchar[]) = 0 or programme in (select unnest($programme::varchar[])))
    and (len($stream::varchar[]) = 0 or stream in (select unnest($stream::varchar[])))
    and (len($region::varchar[]) = 0 or region in (select unnest($region::varchar[])))
    and (
        len($occupation::varchar[]) = 0
        or occupation in (select unnest($occupation::varchar[]))
    )
    and (len($status::varchar[]) = 0 or status in (select unnest($status::varchar[])))
    and (len($source::varchar[]) = 0 or source in (select unnest($source::varchar[])))
    and ($since::smallint is null or ref_year >= $since::smallint)
    and ($until::smallint is null or ref_year <= $until::smallint)
order by
    measure, geo, partner, origin_concept, programme, stream, region, occupation, table_number,
    ref_year, source
limit $max_rows
