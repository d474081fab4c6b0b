/*
title:
  fr: "Contreparties"
  en: "Counterparts"
unit: ""
description:
  fr: >-
    Le lieu ou le partenaire auquel un chiffre publié se rapporte. Extrait de la table publiée, en
    lignes entières. Une liste vide ne filtre rien.
  en: >-
    The place or partner that a published figure is about. Extract of the published
    table, in whole rows. An empty list filters nothing.
grain: [counterpart]
sample:
  counterpart: []
  max_rows: 200
*/
select
    counterpart,
    name_fr,
    name_en
from counterpart
where
    (len($counterpart::varchar[]) = 0 or list_contains($counterpart::varchar[], counterpart))
order by counterpart
limit $max_rows
