/*
title:
  fr: "Verdicts"
  en: "Verdicts"
unit: ""
description:
  fr: >-
    Verdicts rendus par le calcul sur un énoncé, avec leur règle écrite.
  en: >-
    Verdicts that the computation gives on a claim, with their written rule.
grain: [verdict]
sample: {}
*/
select
    verdict,
    name_fr,
    name_en,
    rule_fr,
    rule_en
from verdict
order by verdict
