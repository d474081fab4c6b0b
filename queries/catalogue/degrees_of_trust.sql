/*
title:
  fr: "Degrés de confiance"
  en: "Degrees of trust"
unit: ""
description:
  fr: >-
    Où un chiffre publié a été lu.
  en: >-
    Where a published figure was read.
grain: [trust]
sample: {}
*/
select
    trust,
    name_fr,
    name_en,
    meaning_fr,
    meaning_en
from trust
order by trust
