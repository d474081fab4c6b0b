/*
title: {fr: "Exportations et PIB publiés, par année", en: "Published exports and GDP, by year"}
unit: CAD
description:
  fr: >-
    Pour chaque géographie et année, les exportations de biens et de services et le PIB aux prix
    du marché que des publications donnent, en dollars courants ; de plusieurs chiffres, celui de
    la source la plus sûre, jamais celui d'une encyclopédie. « is_sum » : le total est la somme
    de ses deux parties. Ces années ne font pas une série.
  en: >-
    For each geography and year, the exports of goods and services and the GDP at market prices
    that publications give, in current dollars; of several figures that of the surest source,
    never an encyclopaedia's. "is_sum": the total is the sum of its two parts. These years make
    no series.
grain: [geo, ref_year]
*/
with kept as (
    select
        geo, ref_year, value, figure, source,
        case indicator when 'gdp_market_prices' then 'gdp' else counterpart end as cell
    from published_figure
    where
        unit = 'CAD'
        and ref_year is not null
        and trust in ('official_page', 'document_quoted')
        and (
            indicator = 'gdp_market_prices'
            or (
                indicator = 'exports_goods_services'
                and counterpart in ('all', 'world', 'provinces')
            )
        )
    qualify
        row_number() over (
            partition by geo, ref_year, cell order by trust desc, is_derived asc, figure asc
        ) = 1
),

wide as (
    select
        geo, ref_year,
        max(value) filter (where cell = 'provinces') as interprovincial_cad,
        max(value) filter (where cell = 'world') as international_cad,
        max(value) filter (where cell = 'all') as total_cad,
        max(value) filter (where cell = 'gdp') as gdp_cad,
        max(figure) filter (where cell = 'all') as exports_figure,
        max(figure) filter (where cell = 'gdp') as gdp_figure,
        max(source) as source
    from kept
    group by geo, ref_year
)

select
    geo, ref_year, interprovincial_cad, international_cad,
    coalesce(total_cad, interprovincial_cad + international_cad) as exports_cad,
    coalesce(total_cad = interprovincial_cad + international_cad, false) as is_sum,
    gdp_cad, exports_figure, gdp_figure, source
from wide
