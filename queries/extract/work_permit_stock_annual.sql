/*
title:
  fr: "Permis de travail au 31 décembre"
  en: "Work permits on 31 December"
unit: persons
description:
  fr: >-
    Titulaires d'un permis de travail valide le 31 décembre, par province et programme. Les
    travailleurs saisonniers repartis avant cette date n'y sont pas ; les programmes ne
    s'additionnent pas en personnes. Lignes de la table publiée, telles quelles.
  en: >-
    Holders of a valid work permit on 31 December, by province and programme. Seasonal workers who
    left before that date are not in it; programmes do not add up to persons. Rows of the published
    table, as they stand.
grain: [measure, geo, partner, origin_concept, programme, ref_year, source]
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
    ref_year,
    value,
    status,
    value_low,
    value_high,
    source,
    vintage
from work_permit_stock_annual
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
order by measure, geo, partner, origin_concept, programme, ref_year, source
limit $max_rows
