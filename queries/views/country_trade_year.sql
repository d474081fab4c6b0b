/*
title: {fr: "Échanges annuels d'un pays", en: "Yearly trade of a country"}
unit: CAD
description:
  fr: >-
    Exportations, importations, somme et solde par année civile complète : des mois quand le
    partenaire est publié chaque mois, sinon du tableau annuel.
  en: >-
    Exports, imports, sum and balance by complete calendar year: from the months where the partner
    is published every month, else from the annual table.
grain: [geo, partner, direction, ref_year]
materialized: true
codes: {geo: geography, partner: partner, direction: trade_side, status: status_code}
*/
select
    geo, partner, direction, ref_year, value_cad, status, source
from trade_total_year

union all

select
    geo, partner, side.direction, ref_year,
    if(count(value_cad) = count(*), sum(sign * value_cad), null)::bigint as value_cad,
    coalesce(max(status) filter (where value_cad is null), max(status)) as status,
    min(source) as source
from trade_total_annual as trade
cross join trade_side as side
where not has_months and if(trade.direction = part, sign, 0) != 0
group by geo, partner, side.direction, ref_year, n_parts
having count(*) = n_parts
