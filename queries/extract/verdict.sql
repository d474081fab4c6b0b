/*
title:
  fr: "Verdicts"
  en: "Verdicts"
unit: ""
description:
  fr: >-
    Verdicts rendus par le calcul sur un énoncé, avec leur règle écrite. Lignes de la table publiée,
    telles quelles.
  en: >-
    Verdicts that the computation gives on a claim, with their written rule. Rows of the published
    table, as they stand.
grain: [verdict]
sample:
  verdict: []
  max_rows: 200
*/
select
    verdict,
    name_fr,
    name_en,
    rule_fr,
    rule_en
from verdict
where
    (len($verdict::varchar[]) = 0 or list_contains($verdict::varchar[], verdict))
order by verdict
limit $max_rows
