/*
title:
  fr: "Bases de prix"
  en: "Price bases"
unit: ""
description:
  fr: >-
    Façons d'exprimer une valeur en dollars.
  en: >-
    Ways of stating a value in dollars.
grain: [price_basis]
sample: {}
*/
select
    price_basis,
    name_fr,
    name_en,
    meaning_fr,
    meaning_en
from price_basis
order by price_basis
