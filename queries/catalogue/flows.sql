/*
title:
  fr: "Flux"
  en: "Flows"
unit: ""
description:
  fr: >-
    Sens et nature des échanges de marchandises.
  en: >-
    Direction and nature of merchandise trade.
grain: [flow]
sample: {}
*/
select
    flow,
    name_fr,
    name_en,
    meaning_fr,
    meaning_en
from flow
order by flow
