/*
title:
  fr: "Indicateurs publiés"
  en: "Published indicators"
unit: ""
description:
  fr: >-
    Ce que mesurent les chiffres publiés ailleurs et les cibles. Lignes de la table publiée, telles
    quelles.
  en: >-
    What figures published elsewhere and targets measure. Rows of the published table, as they
    stand.
grain: [indicator]
sample:
  indicator: []
  max_rows: 200
*/
select
    indicator,
    name_fr,
    name_en,
    meaning_fr,
    meaning_en
from indicator
where
    (len($indicator::varchar[]) = 0 or list_contains($indicator::varchar[], indicator))
order by indicator
limit $max_rows
