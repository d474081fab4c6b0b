/*
title:
  fr: "Permis d'études, mensuel"
  en: "Study permits, monthly"
unit: persons
description:
  fr: >-
    Personnes dont un permis d'études a pris effet dans le mois, par pays de citoyenneté ou par
    province. Une personne compte une fois dans chaque mois : les mois ne s'additionnent pas en
    année. Lignes de la table publiée, telles quelles.
  en: >-
    Persons for whom a study permit took effect in the month, by country of citizenship or by
    province. A person counts once in each month: months do not add up to a year. Rows of the
    published table, as they stand.
grain: [measure, geo, partner, origin_concept, programme, study_level, institution_type,
  ref_month, source]
sample:
  measure: []
  geo: [CA]
  partner: [MEX, BRA]
  origin_concept: []
  programme: []
  study_level: []
  status: []
  source: []
  since: 2024-01-01
  until: 2024-12-01
  max_rows: 200
*/
select
    measure,
    geo,
    partner,
    origin_concept,
    programme,
    study_level,
    institution_type,
    ref_month,
    value,
    status,
    value_low,
    value_high,
    source,
    vintage
from study_permit_monthly
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
    and ($since::date is null or ref_month >= $since::date)
    and ($until::date is null or ref_month <= $until::date)
order by
    measure, geo, partner, origin_concept, programme, study_level, institution_type, ref_month,
    source
limit $max_rows
