/*
title: {fr: "Échanges avec les partenaires dans le temps", en: "Trade with partners over time"}
unit: CAD
description:
  fr: >-
    Valeur des échanges de marchandises par partenaire et par période. Une période incomplète
    (trimestre ou année en cours) n'est pas montrée ; une période dont un mois manque ou est
    confidentiel n'a pas de valeur et dit pourquoi. La croissance compare à la même période un an
    plus tôt. La part est celle du total de tous les pays. L'indice vaut 100 à la première période
    montrée du partenaire. Douze mois glissants portent le nom de leur dernier mois.
  en: >-
    Value of goods trade by partner and period. An incomplete period (current quarter or year) is
    left out; a period with a missing or suppressed month has no value and says why. Growth compares
    with the same period a year earlier. The share is of the all-countries total. The index is 100
    in the partner's first period shown. Rolling twelve months are named after their last month.
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
    select
        partner, period, period_end, n_months, value_cad, status, source,
        first_value(value_cad) over (
            partition by partner
            order by period
            range between interval 1 year preceding and interval 1 year preceding
        ) as earlier_cad,
        max(value_cad) filter (where partner = 'WLD') over (partition by period) as world_cad,
        $direction != 'balance' as is_ratio
    from trade_period
    where
        geo = $geo
        and section = $section
        and direction = $direction
        and frequency = $frequency
        and list_contains(list_append($partners::varchar[], 'WLD'), partner)
        and period >= $since::date - interval 1 year
        and period_end <= $until::date
)

select
    partner, period, period_end, n_months, value_cad, status,
    case when is_ratio and earlier_cad > 0 then value_cad / earlier_cad - 1 end as growth,
    case when is_ratio and world_cad > 0 then value_cad / world_cad end as share,
    case
        when is_ratio and first_value(value_cad) over since_start > 0
            then 100 * value_cad / first_value(value_cad) over since_start
    end as index_100,
    source
from known
where period >= $since::date and list_contains($partners::varchar[], partner)
window since_start as (partition by partner order by period)
order by partner, period
