/*
title:
  fr: "Mesures"
  en: "Measures"
unit: ""
description:
  fr: >-
    Ce que comptent les tables de la mobilité.
  en: >-
    What the mobility tables count.
grain: [measure]
sample: {}
*/
select
    measure,
    unit,
    name_fr,
    name_en,
    meaning_fr,
    meaning_en
from measure
order by measure
