/*
title:
  fr: "Agrégats du PIB"
  en: "GDP estimates"
unit: ""
description:
  fr: >-
    Lignes du tableau du PIB selon les dépenses.
  en: >-
    Lines of the table of expenditure-based GDP.
grain: [estimate]
sample: {}
*/
select
    estimate,
    name_fr,
    name_en
from estimate
order by estimate
