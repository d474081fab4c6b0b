/*
title: {fr: "Échanges annuels par partenaire", en: "Annual trade by partner"}
unit: CAD
description:
  fr: >-
    Une seule source par série (géographie, partenaire, section, flux) : celle de plus petite
    priorité qui la publie. « direction » comme dans trade_monthly.
  en: >-
    One source per series (geography, partner, section, flow): the lowest precedence that
    publishes it. "direction" as in trade_monthly.
grain: [geo, partner, section, flow, ref_year]
*/
select
    geo, partner, section, flow,
    case
        when flow = 'import' then 'import'
        when geo = 'CA' and flow = 'total_export' then 'export'
        when geo != 'CA' and flow = 'domestic_export' then 'export'
    end as direction,
    ref_year, value_cad, status, trade.source, vintage
from trade_partner_annual as trade
left join (select source, precedence from source) as card on trade.source = card.source
qualify
    dense_rank() over (
        partition by geo, partner, section, flow
        order by precedence nulls last, trade.source
    ) = 1
