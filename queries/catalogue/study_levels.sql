/*
title:
  fr: "Niveaux d'études"
  en: "Study levels"
unit: ""
description:
  fr: >-
    Niveaux d'études des titulaires de permis.
  en: >-
    Study levels of permit holders.
grain: [study_level]
sample: {}
*/
select
    study_level,
    name_fr,
    name_en
from study_level
order by study_level
