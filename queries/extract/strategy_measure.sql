/*
title:
  fr: "Mesures de la stratégie"
  en: "Measures of the strategy"
unit: ""
description:
  fr: >-
    Mesures de la stratégie de 2022, en libellés abrégés, avec leur orientation, leur rubrique, les
    pays qu'elles nomment et les séries qui les informent. Lignes de la table publiée, telles
    quelles.
  en: >-
    Measures of the strategy of 2022, in shortened wording, with their orientation, their heading,
    the countries they name and the series that inform them. Rows of the published table, as they
    stand.
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
