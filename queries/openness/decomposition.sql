/*
title: {fr: "Pourquoi le ratio a bougé", en: "Why the ratio moved"}
unit: ratio
description:
  fr: >-
    Variation du ratio. Effet des exportations : (X1 - X0) × (1/PIB0 + 1/PIB1) / 2. Effet du PIB :
    (X0 + X1) × (1/PIB1 - 1/PIB0) / 2 (Shapley). Leur somme est exactement la variation.
  en: >-
    Change in the ratio. Effect of exports: (X1 - X0) × (1/GDP0 + 1/GDP1) / 2. Effect of GDP: (X0 +
    X1) × (1/GDP1 - 1/GDP0) / 2 (Shapley). They add up to exactly the change.
grain: [component]
sample: {geo: CA-QC, from_year: 2019, to_year: 2022}
checks:
  - unique: [component]
  - not_null: [component, first_year, last_year]
  - sums_to: {columns: [export_effect, gdp_effect, ratio_change], label: component, total: total}
*/
with listed as (
    select
        unnest([
            'goods_international', 'services_international', 'goods_interprovincial',
            'services_interprovincial'
        ]) as component,
        $from_year::int as first_year,
        $to_year::int as last_year
),

ends as (
    select
        listed.component, listed.first_year, listed.last_year,
        opening.value_cad as first_value_cad,
        closing.value_cad as last_value_cad,
        1 / nullif(opening.gdp_cad, 0) as first_weight,
        1 / nullif(closing.gdp_cad, 0) as last_weight,
        case
            when listed.last_year <= listed.first_year then 'no_interval'
            when opening.geo is null or closing.geo is null then 'missing_year'
            else coalesce(opening.obstacle, closing.obstacle)
        end as obstacle,
        coalesce(closing.source, opening.source) as source
    from listed
    left join openness_line as opening
        on
            ($geo, listed.first_year, listed.component)
            = (opening.geo, opening.ref_year, opening.component)
    left join openness_line as closing
        on
            ($geo, listed.last_year, listed.component)
            = (closing.geo, closing.ref_year, closing.component)
),

parts as (
    select
        component, first_year, last_year, first_value_cad, last_value_cad, obstacle, source,
        case when obstacle is null then 0.5 end as half,
        half * (last_value_cad - first_value_cad) * (first_weight + last_weight) as export_effect,
        half * (first_value_cad + last_value_cad) * (last_weight - first_weight) as gdp_effect,
        export_effect + gdp_effect as ratio_change
    from ends
)

select
    component, first_year, last_year, first_value_cad, last_value_cad, export_effect, gdp_effect,
    ratio_change, obstacle, source
from parts

union all

select
    'total' as component, first_year, last_year,
    if(count(first_value_cad) = count(*), sum(first_value_cad), null)::bigint as first_value_cad,
    if(count(last_value_cad) = count(*), sum(last_value_cad), null)::bigint as last_value_cad,
    sum(export_effect) as export_effect,
    sum(gdp_effect) as gdp_effect,
    sum(ratio_change) as ratio_change,
    max(obstacle) as obstacle,
    max(source) as source
from parts
group by first_year, last_year
order by component = 'total' asc, component asc
