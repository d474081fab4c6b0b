/*
title:
  fr: "Niveaux d'études"
  en: "Study levels"
unit: ""
description:
  fr: >-
    Niveaux d'études des titulaires de permis. Lignes de la table publiée, telles quelles.
  en: >-
    Study levels of permit holders. Rows of the published table, as they stand.
grain: [study_level]
sample:
  study_level: []
  max_rows: 200
*/
select
    study_level,
    name_fr,
    name_en
from study_level
where
    (len($study_level::varchar[]) = 0 or list_contains($study_level::varchar[], study_level))
order by study_level
limit $max_rows
