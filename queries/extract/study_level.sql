/*
title:
  fr: "Niveaux d'études"
  en: "Study levels"
unit: ""
description:
  fr: >-
    Niveaux d'études des titulaires de permis. Extrait de la table publiée, en lignes entières. Une
    liste vide ne filtre rien.
  en: >-
    Study levels of permit holders. Extract of the published table, in whole rows. An empty list
    filters nothing.
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
