/*
title:
  fr: "Accords commerciaux"
  en: "Trade agreements"
unit: ""
description:
  fr: >-
    Accords commerciaux du Canada avec les pays de la région, et leur entrée en vigueur.
  en: >-
    Canada's trade agreements with the countries of the region, and their entry into force.
grain: [agreement]
sample: {}
*/
select
    agreement,
    short_fr,
    short_en,
    name_fr,
    name_en,
    in_force,
    law_fr,
    law_en
from agreement
order by agreement
