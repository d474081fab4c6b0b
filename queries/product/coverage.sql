/*
title: {fr: "Mois chargés du commerce par produit", en: "Loaded months of trade by product"}
unit: ""
description:
  fr: >-
    Mois chargés pour une géographie et un sens, avec le nombre de mois chargés parmi les douze qui
    finissent là (à 12, l'année mobile est entière) et parmi les vingt-quatre (à 24, elle se compare
    à la précédente).
  en: >-
    Months loaded for a geography and a direction, with the number of months loaded among the twelve
    that end there (at 12, the rolling year is whole) and among the twenty-four (at 24, it compares
    with the one before).
grain: [period_end]
sample: {geo: CA-QC, direction: export}
checks:
  - unique: [period_end]
  - not_null: [period_end, n_months, is_comparable, source]
  - between: {n_months: [1, 12]}
*/
select period_end, n_months, is_comparable, source
from product_extent
where geo = $geo and direction = $direction
order by period_end
