/*
title: {fr: "Échanges mensuels par partenaire", en: "Monthly trade by partner"}
unit: CAD
description:
  fr: >-
    Une seule source par série (géographie, partenaire, section, flux), et ce qu'elle tait :
    zéros et total. « direction » vaut « export » pour les exportations à retenir (nationales
    pour une province, totales pour le Canada), « import » pour les importations.
  en: >-
    One source per series (geography, partner, section, flow), with what it leaves unsaid: zeros
    and total. "direction" is "export" for the headline exports (domestic for a province, total
    for Canada), "import" for imports.
grain: [geo, partner, section, flow, ref_month]
*/
with outranked as (
    select geo, partner, section, flow, source
    from trade_series
    where not is_chosen
)

select
    geo, partner, section, flow,
    case
        when flow = 'import' then 'import'
        when geo = 'CA' and flow = 'total_export' then 'export'
        when geo != 'CA' and flow = 'domestic_export' then 'export'
    end as direction,
    ref_month, value_cad, status, gravity, source, vintage, is_observed
from (
    select
        geo, partner, section, flow, ref_month, value_cad, status, source, vintage,
        true as is_observed
    from trade_partner_monthly
    union all by name
    select
        geo, partner, section, flow, ref_month, value_cad, status, source, vintage,
        false as is_observed
    from trade_unlisted
) as trade
left join trade_gravity using (status)
anti join outranked using (geo, partner, section, flow, source)
