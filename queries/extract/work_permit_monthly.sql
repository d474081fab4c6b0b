/*
title:
  fr: "Permis de travail, mensuel"
  en: "Work permits, monthly"
unit: persons
description:
  fr: >-
    Personnes dont un permis de travail a pris effet dans le mois, par pays de citoyenneté et
    programme. Une personne peut relever des deux programmes : ils ne s'additionnent pas en
    personnes. Lignes de la table publiée, telles quelles.
  en: >-
    Persons for whom a work permit took effect in the month, by country of citizenship and
    programme. A person may be in both programmes: they do not add up to persons. Rows of the
    published table, as they stand.
grain: [measure, geo, partner, origin_concept, programme, ref_month, source]
sample:
  measure: []
  geo: []
  partner: [MEX]
  origin_concept: []
  programme: [tfwp]
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
    ref_month,
    value,
    status,
    value_low,
    value_high,
    source,
    vintage
from work_permit_monthly
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
    and ($since::date is null or ref_month >= $since::date)
    and ($until::date is null or ref_month <= $until::date)
order by measure, geo, partner, origin_concept, programme, ref_month, source
limit $max_rows
