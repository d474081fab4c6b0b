/*
title: {fr: "Marchandises seules sur PIB", en: "Goods alone over GDP"}
unit: ratio
description:
  fr: >-
    Exportations internationales de marchandises, base douanière, rapportées au PIB aux prix du
    marché. Ce ratio est souvent cité à tort pour celui de la cible : il ne compte ni les services
    ni les autres provinces. Le PIB est celui de la série ; à défaut, un chiffre publié, ce qui est
    alors dit.
  en: >-
    International goods exports, customs basis, as a share of GDP at market prices. This ratio is
    often wrongly quoted for the target's: it covers neither services nor the other provinces. GDP
    is the series'; failing that, a published figure, which is then stated.
grain: [ref_year]
sample: {geo: CA-QC}
checks:
  - unique: [ref_year]
  - not_null: [ref_year, status]
*/
with goods as (
    select ref_year, value_cad, status, source
    from trade_total_year
    where geo = $geo and partner = 'WLD' and direction = 'export'
),

paired as (
    select
        goods.ref_year, goods.value_cad, goods.status, goods.source,
        coalesce(series.gdp_cad, published.gdp_cad::bigint) as known_gdp_cad,
        case
            when series.gdp_cad is not null then 'series'
            when published.gdp_cad is not null then 'published'
        end as gdp_origin,
        case when series.gdp_cad is null then published.gdp_figure end as figure
    from goods
    left join openness_year as series on series.geo = $geo and goods.ref_year = series.ref_year
    left join published_year as published
        on published.geo = $geo and goods.ref_year = published.ref_year
)

select
    ref_year,
    value_cad as goods_exports_cad,
    known_gdp_cad as gdp_cad,
    gdp_origin, figure,
    case when known_gdp_cad > 0 then value_cad / known_gdp_cad end as ratio_goods_customs,
    status,
    case
        when value_cad is null then status
        when known_gdp_cad is null then 'missing_gdp'
        when known_gdp_cad <= 0 then 'zero_gdp'
    end as obstacle,
    source
from paired
order by ref_year
