/*
title:
  fr: "Indicateurs publiés"
  en: "Published indicators"
unit: ""
description:
  fr: >-
    Ce que mesurent les chiffres publiés ailleurs et les cibles.
  en: >-
    What figures published elsewhere and targets measure.
grain: [indicator]
sample: {}
*/
select
    indicator,
    name_fr,
    name_en,
    meaning_fr,
    meaning_en
from indicator
order by indicator
