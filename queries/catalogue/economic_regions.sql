/*
title:
  fr: "Régions économiques"
  en: "Economic regions"
unit: ""
description:
  fr: >-
    Régions économiques de Statistique Canada.
  en: >-
    Statistics Canada's economic regions.
grain: [region]
sample: {}
*/
select
    region,
    geo,
    name_fr,
    name_en
from economic_region
order by region
