/*
title:
  fr: "Douze mois qui finissent à chaque mois chargé"
  en: "Twelve months ending with each loaded month"
unit: ""
description:
  fr: >-
    Pour chaque mois chargé d'une géographie et d'un sens : le nombre de mois chargés parmi les
    douze qui finissent là (à 12, l'année mobile est entière) et si les vingt-quatre le sont (elle
    se compare alors à la précédente).
  en: >-
    For each loaded month of a geography and a direction: the number of months loaded among the
    twelve that end there (at 12, the rolling year is whole) and whether all twenty-four are (it
    then compares with the one before).
grain: [geo, direction, period_end]
materialized: true
*/
select
    geo, direction,
    ref_month as period_end,
    count(*) over year_before as n_months,
    count(*) over year_before = 12 as is_whole,
    count(*) over two_years_before = 24 as is_comparable,
    min(source) over year_before as source
from product_coverage
window
    year_before as (
        partition by geo, direction
        order by ref_month range between interval 11 months preceding and current row
    ),
    two_years_before as (
        partition by geo, direction
        order by ref_month range between interval 23 months preceding and current row
    )
