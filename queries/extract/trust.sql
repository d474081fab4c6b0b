/*
title:
  fr: "Degrés de confiance"
  en: "Degrees of trust"
unit: ""
description:
  fr: >-
    Où un chiffre publié a été lu. Lignes de la table publiée, telles quelles.
  en: >-
    Where a published figure was read. Rows of the published table, as they stand.
grain: [trust]
sample:
  trust: []
  max_rows: 200
*/
select
    trust,
    name_fr,
    name_en,
    meaning_fr,
    meaning_en
from trust
where
    (len($trust::varchar[]) = 0 or list_contains($trust::varchar[], trust))
order by trust
limit $max_rows
