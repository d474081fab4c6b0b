/*
title:
  fr: "Chiffres publiés ailleurs"
  en: "Figures published elsewhere"
unit: ""
description:
  fr: >-
    Chiffres énoncés par des ministères, des instituts, la presse ou une encyclopédie, cités un à un
    avec leur page, leur définition et leur degré de confiance. Ce sont des points de comparaison,
    jamais une série : éditions et définitions diffèrent. Lignes de la table publiée, telles
    quelles.
  en: >-
    Figures stated by ministries, institutes, the press or an encyclopaedia, cited one by one with
    their page, definition and degree of trust. They are points of comparison, never a series:
    editions and definitions differ. Rows of the published table, as they stand.
grain: [figure]
sample:
  indicator: [exports_gdp_ratio]
  geo: [CA-QC]
  counterpart: []
  partner: []
  trust: []
  source: []
  since: 2011
  until: 2021
  max_rows: 200
*/
select
    figure,
    indicator,
    geo,
    counterpart,
    partner,
    first_year,
    ref_year,
    value,
    unit,
    rounding,
    precision,
    definition_fr,
    definition_en,
    publisher_fr,
    publisher_en,
    title,
    url,
    trust,
    is_derived,
    note_fr,
    note_en,
    source,
    vintage
from published_figure
where
    (len($indicator::varchar[]) = 0 or list_contains($indicator::varchar[], indicator))
    and (len($geo::varchar[]) = 0 or list_contains($geo::varchar[], geo))
    and (len($counterpart::varchar[]) = 0 or list_contains($counterpart::varchar[], counterpart))
    and (len($partner::varchar[]) = 0 or list_contains($partner::varchar[], partner))
    and (len($trust::varchar[]) = 0 or list_contains($trust::varchar[], trust))
    and (len($source::varchar[]) = 0 or list_contains($source::varchar[], source))
    and ($since::smallint is null or ref_year is null or ref_year >= $since::smallint)
    and ($until::smallint is null or ref_year is null or ref_year <= $until::smallint)
order by figure
limit $max_rows
