/*
title:
  fr: "Accords commerciaux"
  en: "Trade agreements"
unit: ""
description:
  fr: >-
    Accords commerciaux du Canada avec les pays de la région.
  en: >-
    Canada's trade agreements with the countries of the region.
grain: [agreement]
sample: {}
*/
select
    agreement,
    name_fr,
    name_en
from agreement
order by agreement
