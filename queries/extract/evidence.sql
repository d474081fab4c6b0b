/*
title:
  fr: "Séries qui vérifient ou informent"
  en: "Series that check or inform"
unit: ""
description:
  fr: >-
    Séries qui peuvent vérifier un énoncé ou informer une mesure, avec la table qui les porte et la
    page qui les montre. Lignes de la table publiée, telles quelles.
  en: >-
    Series that can check a claim or inform a measure, with the table that holds them and the page
    that shows them. Rows of the published table, as they stand.
grain: [evidence]
sample:
  evidence: []
  max_rows: 200
*/
select
    evidence,
    name_fr,
    name_en,
    table_name,
    loads,
    first_year,
    is_open,
    page
from evidence
where
    (len($evidence::varchar[]) = 0 or list_contains($evidence::varchar[], evidence))
order by evidence
limit $max_rows
