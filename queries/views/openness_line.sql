/*
title: {fr: "Les cinq lignes du ratio", en: "The five lines of the ratio"}
unit: CAD
description:
  fr: >-
    PIB aux prix du marché et quatre lignes d'exportations, aux prix courants, pour chaque
    géographie et année de la table. Une ligne que la table n'a pas est là quand même, sans
    valeur. « obstacle » dit ce qui prive l'année de ratio, et « gdp_cad » répète son PIB.
  en: >-
    GDP at market prices and four export lines, at current prices, for each geography and year of
    the table. A line that the table lacks is there all the same, without a value. "obstacle" says
    what leaves the year without a ratio, and "gdp_cad" repeats its GDP.
grain: [geo, ref_year, component]
materialized: true
*/
with chosen as (
    select geo, ref_year, estimate, price_basis, value_cad, status, gdp.source, gdp.vintage
    from gdp_expenditure_annual as gdp
    left join (select source, precedence from source) as card on gdp.source = card.source
    qualify
        dense_rank() over (partition by geo order by precedence nulls last, gdp.source) = 1
),

wanted as (
    select
        geo, ref_year,
        max(source) as source,
        max(vintage) as vintage,
        bool_or(price_basis = 'current') as has_current_prices,
        unnest([
            'gdp_market_prices', 'exports_goods_international', 'exports_services_international',
            'exports_goods_interprovincial', 'exports_services_interprovincial'
        ]) as estimate
    from chosen
    group by geo, ref_year
),

stated as (
    select
        wanted.geo, wanted.ref_year,
        replace(wanted.estimate, 'exports_', '') as component,
        chosen.value_cad,
        coalesce(chosen.status, 'not_available') as status,
        case
            when not wanted.has_current_prices then 'no_current_prices'
            when chosen.status is null then 'missing_estimate'
            when chosen.value_cad is null then chosen.status
            when wanted.estimate = 'gdp_market_prices' and chosen.value_cad <= 0 then 'zero_gdp'
        end as obstacle,
        list_position(
            [
                'rounded_to_zero', 'normal', 'revised', 'preliminary', 'use_with_caution',
                'zero_gdp', 'not_applicable', 'not_available', 'below_detection_limit',
                'too_unreliable', 'suppressed', 'missing_estimate', 'no_current_prices'
            ],
            coalesce(obstacle, chosen.status)
        ) as gravity,
        wanted.source, wanted.vintage
    from wanted
    left join chosen
        on
            (wanted.geo, wanted.ref_year, wanted.estimate)
            = (chosen.geo, chosen.ref_year, chosen.estimate)
            and chosen.price_basis = 'current'
)

select
    geo, ref_year, component, value_cad, status, gravity,
    max_by(obstacle, gravity) filter (where obstacle is not null) over same_year as obstacle,
    max(value_cad) filter (where component = 'gdp_market_prices') over same_year as gdp_cad,
    source, vintage
from stated
window same_year as (partition by geo, ref_year)
