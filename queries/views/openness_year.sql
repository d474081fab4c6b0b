/*
title: {fr: "Exportations et PIB par année", en: "Exports and GDP by year"}
unit: CAD
description:
  fr: >-
    Pour chaque géographie et année : PIB aux prix du marché, les quatre lignes d'exportations,
    leurs sommes et leurs ratios, aux prix courants. Une somme ou un ratio dont un terme manque
    est vide, et « obstacle » dit pourquoi le ratio entier manque.
  en: >-
    For each geography and year: GDP at market prices, the four export lines, their sums and
    their ratios, at current prices. A sum or ratio that lacks a term is empty, and "obstacle"
    says why the whole ratio is missing.
grain: [geo, ref_year]
materialized: true
*/
with wide as (
    select
        geo, ref_year,
        max(gdp_cad) as gdp_cad,
        max(value_cad) filter (where component = 'goods_international') as goods_international_cad,
        max(value_cad) filter (where component = 'services_international')
            as services_international_cad,
        max(value_cad) filter (where component = 'goods_interprovincial')
            as goods_interprovincial_cad,
        max(value_cad) filter (where component = 'services_interprovincial')
            as services_interprovincial_cad,
        max_by(status, gravity) as status,
        max(obstacle) as obstacle,
        max(source) as source,
        max(vintage) as vintage
    from openness_line
    group by geo, ref_year
)

select
    geo, ref_year, gdp_cad, goods_international_cad, services_international_cad,
    goods_interprovincial_cad, services_interprovincial_cad,
    goods_international_cad + services_international_cad as international_cad,
    goods_interprovincial_cad + services_interprovincial_cad as interprovincial_cad,
    international_cad + interprovincial_cad as exports_cad,
    case when gdp_cad > 0 then exports_cad / gdp_cad end as ratio,
    case when gdp_cad > 0 then international_cad / gdp_cad end as ratio_international,
    case when gdp_cad > 0 then interprovincial_cad / gdp_cad end as ratio_interprovincial,
    case when gdp_cad > 0 then goods_international_cad / gdp_cad end as ratio_goods_international,
    status, obstacle, source, vintage
from wide
