/*
title: {fr: "Échanges avec les partenaires dans le temps", en: "Trade with partners over time"}
unit: CAD
description:
  fr: >-
    Valeur des échanges de marchandises par partenaire et par période. Une période incomplète
    (trimestre ou année en cours) n'est pas montrée ; une période dont un mois manque ou est
    confidentiel n'a pas de valeur et dit pourquoi. Croissance : sur la même période un an plus
    tôt. Part : dans le total de tous les pays. Indice : première période montrée = 100. En
    « rolling », la période est le dernier des douze mois.
  en: >-
    Value of goods trade by partner and period. An incomplete period (current quarter or year)
    is left out; a period with a missing or suppressed month has no value and says why. Growth:
    over the same period a year earlier. Share: of the all-countries total. Index: first period
    shown = 100. When "rolling", the period is the last of the twelve months.
grain: [partner, period]
sample:
  geo: CA-QC
  section: TOTAL
  direction: export
  frequency: quarter
  partners: [MEX, BRA, OTH, WLD]
  since: 2021-01-01
  until: 2022-12-01
checks:
  - unique: [partner, period]
  - not_null: [partner, period, period_end, n_months, status, source]
  - between: {share: [0, 1], n_months: [1, 12]}
*/
with known as (
    select partner, period, period_end, n_months, value_cad, status, source
    from trade_period
    where
        geo = $geo
        and section = $section
        and direction = $direction
        and frequency = $frequency
        and list_contains(list_append($partners::varchar[], 'WLD'), partner)
        and period >= $since::date - interval 1 year
        and period_end <= $until::date
),

shown as (
    select
        *,
        min(period) over () as first_period
    from known
    where period >= $since::date and list_contains($partners::varchar[], partner)
)

select
    shown.partner, shown.period, shown.period_end, shown.n_months, shown.value_cad, shown.status,
    case
        when $direction != 'balance' and earlier.value_cad > 0
            then shown.value_cad / earlier.value_cad - 1
    end as growth,
    case
        when $direction != 'balance' and world.value_cad > 0
            then shown.value_cad / world.value_cad
    end as share,
    case
        when $direction != 'balance' and base.value_cad > 0
            then 100 * shown.value_cad / base.value_cad
    end as index_100,
    shown.source
from shown
left join known as earlier
    on shown.partner = earlier.partner and shown.period = earlier.period + interval 1 year
left join known as world on world.partner = 'WLD' and shown.period = world.period
left join known as base on shown.partner = base.partner and shown.first_period = base.period
order by shown.partner, shown.period
