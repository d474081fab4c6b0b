/*
title: {fr: "Échanges totaux par année", en: "Total trade by year"}
unit: CAD
description:
  fr: >-
    Les années civiles complètes de trade_period pour l'ensemble des marchandises, additionnées
    et rangées une fois à l'ouverture.
  en: >-
    The complete calendar years of trade_period for all merchandise, added up and put in
    order once on opening.
grain: [geo, partner, direction, ref_year]
materialized: true
codes: {geo: geography, partner: partner, direction: trade_side, status: status_code}
*/
with parts as (
    select
        geo, partner, direction, year(ref_month) as ref_year,
        if(count(value_cad) = count(*), sum(value_cad), null) as value_cad,
        max(gravity) as gravity,
        min(source) as first_source,
        max(source) as last_source
    from trade_total_month
    group by geo, partner, direction, year(ref_month)
    having count(*) = 12
),

summed as (
    select
        geo, partner, side.direction, ref_year,
        if(count(value_cad) = count(*), sum(sign * value_cad), null)::bigint as value_cad,
        max(gravity) as gravity,
        min(first_source) as first_source,
        max(last_source) as last_source
    from parts
    cross join trade_side as side
    where if(parts.direction = part, sign, 0) != 0
    group by geo, partner, side.direction, ref_year, n_parts
    having count(*) = n_parts
)

select
    geo, partner, direction, ref_year, value_cad, substr(gravity, 2) as status,
    if(first_source = last_source, first_source, first_source || ' ' || last_source) as source
from summed
