/*
title:
  fr: "Partenaires"
  en: "Partners"
unit: ""
description:
  fr: >-
    Pays et territoires partenaires, avec leur appartenance à l'Amérique latine et aux Antilles,
    les accords commerciaux en vigueur avec le Canada et la représentation du Québec.
  en: >-
    Partner countries and territories, with their membership of Latin America and the Antilles,
    the trade agreements in force with Canada and Québec's representation.
grain: [partner]
sample: {}
*/
select
    partner,
    name_fr,
    name_en,
    iso2,
    sub_region,
    is_ala,
    is_sovereign,
    agreements,
    representation_fr,
    representation_en,
    latitude,
    longitude
from partner
order by partner
