/*
title: {fr: "Douze derniers mois des échanges", en: "Twelve months of trade to date"}
unit: CAD
description:
  fr: >-
    Exportations, importations, somme et solde de l'ensemble des marchandises pour douze mois
    de suite, qui finissent à « period_end ». Douze mois dont un n'a pas de valeur n'en ont pas
    et portent l'état le plus grave.
  en: >-
    Exports, imports, sum and balance of all merchandise for twelve months in a row, which end at
    "period_end". Twelve months of which one has no value have none and bear the gravest status.
grain: [geo, partner, direction, period_end]
materialized: true
codes: {geo: geography, partner: partner, direction: trade_side}
*/
-- What trade_period says of the whole, rolling: without the product sections, which DuckDB would
-- plan as well before it leaves them out.
with summed as (
    select
        geo, partner, side.direction, period_end,
        if(count(value_cad) = count(*), sum(sign * value_cad), null)::bigint as value_cad,
        max(gravity) as gravity,
        min(source) as first_source,
        max(source) as last_source
    from trade_total_month as trade
    inner join calendar using (ref_month)
    cross join trade_side as side
    where frequency = 'rolling' and if(trade.direction = part, sign, 0) != 0
    group by geo, partner, side.direction, period_end, n_parts
    having count(*) = 12 * n_parts
)

select
    geo, partner, direction, period_end, value_cad, substr(gravity, 2) as status,
    if(first_source = last_source, first_source, first_source || ' ' || last_source) as source
from summed
