/*
title:
  fr: "Bases de prix"
  en: "Price bases"
unit: ""
description:
  fr: >-
    Façons d'exprimer une valeur en dollars. Lignes de la table publiée, telles quelles.
  en: >-
    Ways of stating a value in dollars. Rows of the published table, as they stand.
grain: [price_basis]
sample:
  price_basis: []
  max_rows: 200
*/
select
    price_basis,
    name_fr,
    name_en,
    meaning_fr,
    meaning_en
from price_basis
where
    (len($price_basis::varchar[]) = 0 or list_contains($price_basis::varchar[], price_basis))
order by price_basis
limit $max_rows
