/*
title:
  fr: "Contreparties"
  en: "Counterparts"
unit: ""
description:
  fr: >-
    Vers où, d'où ou avec qui un chiffre publié se rapporte.
  en: >-
    Where to, where from or with whom a published figure is about.
grain: [counterpart]
sample: {}
*/
select
    counterpart,
    name_fr,
    name_en
from counterpart
order by counterpart
