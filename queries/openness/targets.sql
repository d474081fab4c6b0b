/*
title: {fr: "Cibles et points de départ", en: "Targets and baselines"}
unit: ""
description:
  fr: >-
    Cibles et points de départ énoncés par les plans et la stratégie, avec le document et le
    passage. Une cible est un but chiffré ; un point de départ dit où l'on en était.
  en: >-
    Targets and baselines stated by the plans and the strategy, with the document and the passage. A
    target is a quantified aim; a baseline says where things stood.
grain: [target_id]
sample: {geo: CA-QC, indicators: [], kinds: []}
checks:
  - unique: [target_id]
  - not_null: [target_id, kind, indicator, value, unit, document_fr, document_en]
  - not_null: [passage_fr, passage_en]
*/
select
    target as target_id, kind, indicator, counterpart, partner, year_from, year_to, value,
    value_low, value_high, start_value, unit, statement_fr, statement_en, document_fr,
    document_en, passage_fr, passage_en, url, source
from target
where
    geo = $geo
    and (len($indicators::varchar[]) = 0 or list_contains($indicators::varchar[], indicator))
    and (len($kinds::varchar[]) = 0 or list_contains($kinds::varchar[], kind))
order by kind desc, target_id asc
