/*
title:
  fr: "Agrégats du PIB"
  en: "GDP estimates"
unit: ""
description:
  fr: >-
    Lignes du tableau du PIB selon les dépenses. Lignes de la table publiée, telles quelles.
  en: >-
    Lines of the table of expenditure-based GDP. Rows of the published table, as they stand.
grain: [estimate]
sample:
  estimate: []
  max_rows: 200
*/
select
    estimate,
    name_fr,
    name_en
from estimate
where
    (len($estimate::varchar[]) = 0 or list_contains($estimate::varchar[], estimate))
order by estimate
limit $max_rows
