/*
title:
  fr: "Énoncés de la stratégie"
  en: "Claims of the strategy"
unit: ""
description:
  fr: >-
    Énoncés chiffrés de la stratégie de 2022, en nos mots, avec le passage et la série qui
    peut les vérifier. Le verdict n’y est pas : il est calculé. Extrait de la table publiée,
    en lignes entières. Une liste vide ne filtre rien.
  en: >-
    Numbered claims of the strategy of 2022, in our words, with the passage and the series
    that can check them. The verdict is not here: it is computed. Extract of the published
    table, in whole rows. An empty list filters nothing.
grain: [claim]
sample:
  evidence: []
  max_rows: 200
*/
select
    claim,
    number,
    target,
    statement_fr,
    statement_en,
    passage_fr,
    passage_en,
    partners,
    agreement,
    evidence,
    year_from,
    year_to,
    year_slack,
    comparison,
    value,
    rounding,
    unit,
    definition,
    note_fr,
    note_en,
    stated_on
from claim
where
    (len($evidence::varchar[]) = 0 or list_contains($evidence::varchar[], evidence))
order by claim
limit $max_rows
