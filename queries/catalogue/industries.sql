/*
title:
  fr: "Industries agricoles"
  en: "Agricultural industries"
unit: ""
description:
  fr: >-
    Industries du secteur agricole et agroalimentaire (SCIAN).
  en: >-
    Industries of agriculture and agri-food (NAICS).
grain: [industry]
sample: {}
*/
select
    industry,
    naics,
    name_fr,
    name_en
from industry
order by industry
