/*
title:
  fr: "Types de résidents non permanents"
  en: "Types of non-permanent residents"
unit: ""
description:
  fr: >-
    Types de résidents non permanents de Statistique Canada. Lignes de la table publiée, telles
    quelles.
  en: >-
    Statistics Canada's types of non-permanent residents. Rows of the published table, as they
    stand.
grain: [resident_type]
sample:
  resident_type: []
  max_rows: 200
*/
select
    resident_type,
    name_fr,
    name_en
from resident_type
where
    (len($resident_type::varchar[]) = 0 or list_contains($resident_type::varchar[], resident_type))
order by resident_type
limit $max_rows
