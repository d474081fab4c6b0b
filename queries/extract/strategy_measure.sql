/*
title:
  fr: "Mesures de la stratégie"
  en: "Measures of the strategy"
unit: ""
description:
  fr: >-
    Mesures de la stratégie de 2022, en libellés abrégés de notre main, avec leur
    orientation, leur rubrique, les pays qu’elles nomment et les séries qui les informent.
    Extrait de la table publiée, en lignes entières. Une liste vide ne filtre rien.
  en: >-
    Measures of the strategy of 2022, in short wording of ours, with their orientation,
    their heading, the countries they name and the series that inform them. Extract of the
    published table, in whole rows. An empty list filters nothing.
grain: [measure]
sample:
  orientation: []
  max_rows: 200
*/
select
    measure,
    orientation,
    heading,
    heading_fr,
    heading_en,
    statement_fr,
    statement_en,
    partners,
    evidences
from strategy_measure
where
    (len($orientation::varchar[]) = 0 or list_contains($orientation::varchar[], orientation))
order by measure
limit $max_rows
