/*
title:
  fr: "Cibles et points de départ"
  en: "Targets and baselines"
unit: ""
description:
  fr: >-
    Cibles chiffrées et points de départ énoncés par les plans et la stratégie. Un nouveau plan est
    une ligne de plus. Un point de départ n'est jamais une cible. Lignes de la table publiée, telles
    quelles.
  en: >-
    Quantified targets and baselines stated by the plans and the strategy. A new plan is one more
    row. A baseline is never a target. Rows of the published table, as they stand.
grain: [target]
sample:
  indicator: []
  geo: [CA-QC]
  counterpart: []
  partner: []
  source: []
  max_rows: 200
*/
select
    target,
    kind,
    indicator,
    geo,
    counterpart,
    partner,
    year_from,
    year_to,
    value,
    value_low,
    value_high,
    start_value,
    unit,
    statement_fr,
    statement_en,
    document_fr,
    document_en,
    passage_fr,
    passage_en,
    url,
    source,
    vintage
from target
where
    (len($indicator::varchar[]) = 0 or list_contains($indicator::varchar[], indicator))
    and (len($geo::varchar[]) = 0 or list_contains($geo::varchar[], geo))
    and (len($counterpart::varchar[]) = 0 or list_contains($counterpart::varchar[], counterpart))
    and (len($partner::varchar[]) = 0 or list_contains($partner::varchar[], partner))
    and (len($source::varchar[]) = 0 or list_contains($source::varchar[], source))
order by target
limit $max_rows
