/*
title:
  fr: "Contreparties"
  en: "Counterparts"
unit: ""
description:
  fr: >-
    Le lieu ou le partenaire auquel un chiffre publié se rapporte. Lignes de la table publiée,
    telles quelles.
  en: >-
    The place or partner that a published figure is about. Rows of the published table, as they
    stand.
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
