/*
title:
  fr: "Contreparties"
  en: "Counterparts"
unit: ""
description:
  fr: >-
    Le lieu ou le partenaire auquel un chiffre publié se rapporte.
  en: >-
    The place or partner that a published figure is about.
grain: [counterpart]
sample: {}
*/
select
    counterpart,
    name_fr,
    name_en
from counterpart
order by counterpart
