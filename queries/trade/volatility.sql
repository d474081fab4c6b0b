/*
title: {fr: "Poids d'un seul mois", en: "Weight of a single month"}
unit: ratio
description:
  fr: >-
    Le plus grand des douze mois, sa part de leur somme et son rapport au mois médian. Un petit flux
    bouge d'un coup quand une seule livraison fait l'année. Rien n'est donné quand un mois n'a pas
    de valeur.
  en: >-
    The largest of the twelve months, its share of their sum and its ratio to the median month. A
    small flow jumps when a single shipment makes the year. Nothing is given when a month has no
    value.
grain: [partner]
sample:
  geo: CA-QC
  section: TOTAL
  direction: export
  partners: [MEX, BRA, PER, OTH]
  until: 2022-12-01
checks:
  - unique: [partner]
  - not_null: [partner, status]
  - between: {largest_share: [0, 1]}
*/
with months as (
    select partner, period_end, value_cad, gravity, source
    from trade_period
    where
        geo = $geo
        and section = $section
        and direction = $direction
        and frequency = 'month'
        and list_contains($partners::varchar[], partner)
        and period_end > $until::date - interval 12 months
        and period_end <= $until::date
),

summed as (
    select
        partner,
        count(value_cad) = 12 as is_known,
        case when count(*) = 12 then substr(max(gravity), 2) else 'not_available' end
            as status,
        sum(value_cad)::bigint as value_cad,
        max(value_cad) as largest_cad,
        first(period_end order by value_cad desc nulls last, period_end asc) as largest_month,
        median(value_cad) as median_cad,
        max(source) as source
    from months
    group by partner
)

select
    partner, status,
    case when is_known then value_cad end as value_cad,
    case when is_known then largest_month end as largest_month,
    case when is_known then largest_cad end as largest_cad,
    case when is_known then largest_cad / nullif(value_cad, 0) end as largest_share,
    case when is_known then largest_cad / nullif(median_cad, 0) end as largest_to_median,
    source
from summed
order by partner
