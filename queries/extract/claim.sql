/*
title:
  fr: "Énoncés de la stratégie"
  en: "Claims of the strategy"
unit: ""
description:
  fr: >-
    Énoncés chiffrés de la stratégie de 2022, en nos mots, avec le passage et la série qui peut les
    vérifier. Le verdict n'y est pas : il est calculé. Lignes de la table publiée, telles quelles.
  en: >-
    Quantified claims of the strategy of 2022, in our words, with the passage and the series that
    can check them. The verdict is not here: it is computed. Rows of the published table, as they
    stand.
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
