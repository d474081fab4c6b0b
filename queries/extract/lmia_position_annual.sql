/*
title:
  fr: "Postes visés par une étude d'impact sur le marché du travail"
  en: "Positions on labour market impact assessments"
unit: positions
description:
  fr: >-
    Postes approuvés ou refusés par pays de résidence, volet, région économique et profession. Un
    poste approuvé n'est pas un travailleur arrivé. Le tableau par pays ne donne que les premiers
    rangs. Lignes de la table publiée, telles quelles.
  en: >-
    Positions approved or refused by country of residence, stream, economic region and occupation. A
    position approved is not a worker arrived. The table by country gives the first ranks only. Rows
    of the published table, as they stand.
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
    (len($measure::varchar[]) = 0 or list_contains($measure::varchar[], measure))
    and (len($geo::varchar[]) = 0 or list_contains($geo::varchar[], geo))
    and (len($partner::varchar[]) = 0 or list_contains($partner::varchar[], partner))
    and (
        len($origin_concept::varchar[]) = 0
        or list_contains($origin_concept::varchar[], origin_concept)
    )
    and (len($programme::varchar[]) = 0 or list_contains($programme::varchar[], programme))
    and (len($stream::varchar[]) = 0 or list_contains($stream::varchar[], stream))
    and (len($region::varchar[]) = 0 or list_contains($region::varchar[], region))
    and (len($occupation::varchar[]) = 0 or list_contains($occupation::varchar[], occupation))
    and (len($status::varchar[]) = 0 or list_contains($status::varchar[], status))
    and (len($source::varchar[]) = 0 or list_contains($source::varchar[], source))
    and ($since::smallint is null or ref_year >= $since::smallint)
    and ($until::smallint is null or ref_year <= $until::smallint)
order by
    measure, geo, partner, origin_concept, programme, stream, region, occupation, table_number,
    ref_year, source
limit $max_rows
