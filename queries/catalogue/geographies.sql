/*
title:
  fr: "Géographies"
  en: "Geographies"
unit: ""
description:
  fr: >-
    Le Canada, ses provinces et ses territoires.
  en: >-
    Canada, its provinces and its territories.
grain: [geo]
sample: {}
*/
select
    geo,
    name_fr,
    name_en
from geography
order by geo != 'CA', geo != 'CA-QC', name_fr
