/*
title: {fr: "Le commerce avec la région en ce moment", en: "Trade with the region right now"}
unit: CAD
description:
  fr: >-
    Dernier mois connu dans les deux sens, et les douze mois qu'il termine : échanges avec chaque
    pays d'Amérique latine et des Antilles que la source publie, et avec leur ensemble, comparés à
    un an plus tôt. L'ensemble est un plancher.
  en: >-
    The latest month known in both directions, and the twelve months that it ends: trade with each
    country of Latin America and the Antilles that the source publishes, and with all of them,
    compared with a year earlier. Their total is a floor.
grain: [partner, direction, frequency]
region: partner
sample: {geo: CA-QC, section: TOTAL}
checks:
  - unique: [partner, direction, frequency]
  - not_null: [partner, direction, frequency, is_aggregate, period_end, status, n_partners]
  - between: {share: [0, 1]}
*/
with latest as (
    select min(last_month) as last_month
    from trade_series
    where geo = $geo and section = $section and partner = 'WLD' and direction != '' and is_chosen
),

framed as (
    select frequency, n_months, ref_month, period_end, period_end = last_month as is_latest
    from calendar
    inner join latest on period_end in (last_month, last_month - interval 1 year)
    where frequency in ('month', 'rolling')
),

sums as (
    select
        trade.partner, direction, frequency, period_end, is_latest, source,
        if(count(value_cad) = n_months, sum(value_cad), null)::bigint as value_cad,
        max(gravity) as gravity
    from trade_month as trade
    inner join framed using (ref_month)
    where geo = $geo and section = $section
    group by trade.partner, direction, frequency, period_end, is_latest, source, n_months
    having count(*) = n_months
),

region as (
    select sums.*
    from sums
    inner join partner as country using (partner)
    inner join sums as total using (direction, frequency, source, is_latest)
    where is_ala and total.partner = 'WLD'
),

shown as (
    select *, 1 as n_partners from region
    union all by name
    select
        'ALA' as partner, direction, frequency, period_end, is_latest, source,
        if(count(*) = count(value_cad), sum(value_cad), null)::bigint as value_cad,
        max(gravity) as gravity,
        count(*) as n_partners
    from region
    group by direction, frequency, period_end, is_latest, source
)

select
    this.partner, this.direction, this.frequency, this.partner = 'ALA' as is_aggregate,
    this.n_partners, this.period_end, this.value_cad, substr(this.gravity, 2) as status,
    earlier.value_cad as previous_value_cad,
    this.value_cad / nullif(earlier.value_cad, 0) - 1 as growth,
    this.value_cad / nullif(total.value_cad, 0) as share, this.source
from shown as this
inner join sums as total using (direction, frequency, source, is_latest)
left join shown as earlier
    on
        (this.partner, this.direction, this.frequency, this.n_partners)
        = (earlier.partner, earlier.direction, earlier.frequency, earlier.n_partners)
        and not earlier.is_latest
where this.is_latest and total.partner = 'WLD'
order by is_aggregate desc, this.partner asc, this.direction asc, this.frequency asc
