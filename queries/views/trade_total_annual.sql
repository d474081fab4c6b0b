/*
title: {fr: "Échanges totaux du tableau annuel", en: "Total trade of the annual table"}
unit: CAD
description:
  fr: >-
    Les années de trade_annual pour l'ensemble des marchandises, choisies et rangées une fois à
    l'ouverture, et si le partenaire est aussi publié chaque mois.
  en: >-
    The years of trade_annual for all merchandise, chosen and put in order once on opening, and
    whether the partner is published every month as well.
grain: [geo, partner, direction, ref_year]
materialized: true
codes:
  geo: geography
  partner: partner
  direction: trade_side
  status: status_code
  source: source
*/
with monthly as (
    select distinct geo, partner
    from trade_series
    where section = 'TOTAL' and direction is not null and is_chosen
)

select
    trade.geo, trade.partner, direction, ref_year, value_cad, status, source,
    monthly.partner is not null as has_months
from trade_annual as trade
left join monthly on trade.geo = monthly.geo and trade.partner = monthly.partner
where section = 'TOTAL' and direction is not null
