/*
title: {fr: "Séries d'échanges", en: "Trade series"}
unit: ""
description:
  fr: >-
    Chaque série (géographie, partenaire, section, flux, source), son étendue, et si elle est
    celle qu'on montre : la source de plus petite priorité qui la publie. « direction » vaut
    « export » pour les exportations à retenir (nationales pour une province, totales pour le
    Canada), « import » pour les importations.
  en: >-
    Each series (geography, partner, section, flow, source), its extent, and whether it is the
    one shown: the source of lowest precedence that publishes it. "direction" is "export" for
    the headline exports (domestic for a province, total for Canada), "import" for imports.
grain: [geo, partner, section, flow, source]
materialized: true
*/
with series as (
    select
        trade.geo, trade.partner, trade.section, trade.flow, trade.source,
        min(trade.ref_month) as first_month,
        max(trade.ref_month) as last_month,
        count(*) as n_months,
        count(trade.value_cad) as n_values,
        max(vintage) as vintage
    from (
        select geo, partner, section, flow, ref_month, value_cad, source, vintage
        from trade_partner_monthly
        union all by name
        select geo, partner, section, flow, ref_month, value_cad, source, vintage
        from trade_unlisted
    ) as trade
    group by all
)

select
    geo, partner, section, flow,
    case
        when flow = 'import' then 'import'
        when geo = 'CA' and flow = 'total_export' then 'export'
        when geo != 'CA' and flow = 'domestic_export' then 'export'
    end as direction,
    series.source, first_month, last_month, n_months, n_values, series.vintage,
    row_number() over (
        partition by geo, partner, section, flow
        order by precedence nulls last, series.source
    ) = 1 as is_chosen
from series
left join source on series.source = source.source
