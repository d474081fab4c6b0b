/*
title:
  fr: "États d'une mesure"
  en: "States of a measure"
unit: ""
description:
  fr: >-
    États que le personnel du ministère donne à une mesure. Une mesure sans état est à documenter.
  en: >-
    States that the ministry's staff gives a measure. A measure without a state is to be documented.
grain: [state]
sample: {}
*/
select
    state,
    name_fr,
    name_en,
    meaning_fr,
    meaning_en
from measure_state
order by state
