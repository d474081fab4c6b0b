/*
title: {fr: "Cible, points de départ et suite", en: "Target, baselines and what followed"}
unit: ""
description:
  fr: >-
    Chaque cible et chaque point de départ de la stratégie, ce qu'il énonce, la série qui peut le
    suivre, sa valeur pour la même année et sa dernière valeur. Les deux ne se lisent comme une même
    série que si leur définition est la même.
  en: >-
    Each target and baseline of the strategy, what it states, the series that can follow it, its
    value for the same year and its latest value. The two read as one series only where their
    definition is the same.
grain: [claim]
sample: {}
checks:
  - unique: [claim]
  - not_null: [claim, target_id, kind, stated_value, unit, outcome]
*/
select
    claim, target_id, stated.kind, claim_verdict.statement_fr, claim_verdict.statement_en,
    claim_verdict.year_from, claim_verdict.year_to, stated_value, claim_verdict.unit,
    claim_verdict.rounding,
    comparison, evidence, definition, computed_year, computed_value, now_year, now_value,
    now_value - computed_value as change_since, verdict as outcome, reason, loads,
    document_fr, document_en, stated.passage_fr, stated.passage_en, url,
    claim_verdict.source
from claim_verdict
inner join target as stated on claim_verdict.target_id = stated.target
order by stated.kind = 'baseline', target_id, claim
