/*
title:
  fr: "Verdicts"
  en: "Verdicts"
unit: ""
description:
  fr: >-
    Verdicts rendus par le calcul sur un énoncé, avec leur règle écrite. Extrait de la table
    publiée, en lignes entières. Une liste vide ne filtre rien.
  en: >-
    Verdicts that the computation gives on a claim, with their written rule. Extract of the
    published table, in whole rows. An empty list filters nothing.
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
