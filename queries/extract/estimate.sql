/*
title:
  fr: "Agrégats du PIB"
  en: "GDP estimates"
unit: ""
description:
  fr: >-
    Lignes du tableau du PIB selon les dépenses. Extrait de la table publiée, en lignes
    entières. Une liste vide ne filtre rien.
  en: >-
    Lines of the table of expenditure-based GDP. Extract of the published table, in whole rows.
    An empty list filters nothing.
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
