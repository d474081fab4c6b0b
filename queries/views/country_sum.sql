/*
title:
  fr: "Sommes par partenaire, cette année et la précédente"
  en: "Sums by partner, this year and the one before"
unit: CAD
description:
  fr: >-
    Échanges du Québec et du Canada avec chaque partenaire sur les douze derniers mois connus
    (« rolling ») et la dernière année civile (« year »), et un an plus tôt. L'année vient du
    tableau annuel de la géographie, qui compte plus de pays, sinon de ses mois.
  en: >-
    Trade of Québec and Canada with each partner over the latest twelve months known ("rolling")
    and the latest calendar year ("year"), and a year earlier. The year comes from the
    geography's annual table, which has more countries, else from its months.
grain: [geo, frequency, direction, partner, is_latest]
materialized: true
*/
with latest as (
    select geo, min(last_month) as last_month
    from trade_series
    where
        section = 'TOTAL' and partner = 'WLD' and direction is not null and is_chosen
        and list_contains(['CA', 'CA-QC'], geo)
    group by geo
),

yearly as (
    select geo, partner, direction, ref_year, value_cad, status, source
    from trade_total_annual
    where list_contains(['CA', 'CA-QC'], geo)
    qualify ref_year > max(ref_year) over (partition by geo) - 2
),

framed as (
    select
        geo, frequency, ref_month, period_end,
        period_end = max(period_end) over (partition by geo, frequency) as is_latest
    from calendar
    inner join latest
        on
            (frequency = 'rolling' and period_end in (last_month, last_month - interval 1 year))
            or (
                frequency = 'year'
                and period_end <= last_month
                and period_end > last_month - interval 2 year
            )
),

sums as (
    select
        geo, frequency, side.direction, partner, period_end, is_latest,
        if(count(value_cad) = count(*), sum(sign * value_cad), null)::bigint as value_cad,
        substr(max(gravity), 2) as status, min(source) as source
    from trade_total_month as trade
    inner join framed using (geo, ref_month)
    cross join trade_side as side
    where if(trade.direction = part, sign, 0) != 0
    group by geo, frequency, side.direction, partner, period_end, is_latest, n_parts
    having count(*) = 12 * n_parts
)

select geo, frequency, direction, partner, period_end, is_latest, value_cad, status, source
from sums
where frequency = 'rolling' or geo not in (select geo from yearly)

union all

select
    geo, 'year' as frequency, side.direction, partner, make_date(ref_year, 12, 1) as period_end,
    ref_year = max(ref_year) over (partition by geo) as is_latest,
    if(count(value_cad) = count(*), sum(sign * value_cad), null)::bigint as value_cad,
    coalesce(max(status) filter (where value_cad is null), max(status)) as status,
    min(source) as source
from yearly
cross join trade_side as side
where if(yearly.direction = part, sign, 0) != 0
group by geo, side.direction, partner, ref_year, n_parts
having count(*) = n_parts
