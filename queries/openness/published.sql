/*
title: {fr: "Chiffres publiés et valeurs calculées", en: "Published figures and computed values"}
unit: ratio
description:
  fr: >-
    Chiffres publiés ailleurs, un par ligne, avec leur source et leur degré de confiance. À côté, la
    valeur calculée de la même année quand la série est chargée, ou la raison pour laquelle rien
    n'est calculé. Les définitions et les éditions diffèrent : un écart n'est pas une erreur. Un
    écart plus petit que l'arrondi du chiffre publié est signalé.
  en: >-
    Figures published elsewhere, one a row, with their source and degree of trust. Beside them, the
    computed value of the same year when the series is loaded, or the reason why nothing is
    computed. Definitions and editions differ: a difference is not an error. A difference smaller
    than the published figure's rounding is marked.
grain: [figure]
sample: {geo: CA-QC, counterparts: [], trusts: [],
  indicators: [exports_gdp_ratio, exports_goods_services, gdp_market_prices]}
checks:
  - unique: [figure]
  - not_null: [figure, indicator, counterpart, value, unit, rounding, precision, trust, is_derived]
*/
with computed as (
    select
        geo, ref_year, obstacle,
        unnest([
            'exports_gdp_ratio', 'exports_gdp_ratio', 'exports_gdp_ratio',
            'exports_goods_services', 'exports_goods_services', 'exports_goods_services',
            'exports_share', 'exports_share', 'gdp_market_prices'
        ]) as indicator,
        unnest([
            'all', 'world', 'provinces', 'all', 'world', 'provinces', 'world', 'provinces', 'none'
        ]) as counterpart,
        unnest([
            ratio, ratio_international, ratio_interprovincial,
            exports_cad, international_cad, interprovincial_cad,
            international_cad / nullif(exports_cad, 0),
            interprovincial_cad / nullif(exports_cad, 0), gdp_cad
        ]) as computed_value
    from openness_year
    where geo = $geo
)

select
    figure.figure, figure.indicator, figure.counterpart, figure.partner, figure.first_year,
    figure.ref_year, figure.value, figure.unit, figure.rounding, figure.precision,
    figure.definition_fr, figure.definition_en, figure.publisher_fr, figure.publisher_en,
    figure.title, figure.url, figure.trust, figure.is_derived, figure.note_fr, figure.note_en,
    computed.computed_value,
    computed.computed_value - figure.value as difference,
    abs(difference) <= figure.rounding / 2 as is_within_rounding,
    case
        when computed.computed_value is not null then null
        when
            figure.counterpart = 'country'
            or not list_contains(
                [
                    'exports_gdp_ratio', 'exports_goods_services', 'exports_share',
                    'gdp_market_prices'
                ],
                figure.indicator
            ) then 'no_series'
        when figure.unit not in ('CAD', 'ratio') then 'other_price_basis'
        when figure.ref_year is null then 'undated'
        when not exists (select 1 from computed) then 'not_loaded'
        when computed.geo is null then 'missing_year'
        else coalesce(computed.obstacle, 'not_available')
    end as obstacle
from published_figure as figure
left join computed
    on
        (figure.indicator, figure.counterpart, figure.ref_year)
        = (computed.indicator, computed.counterpart, computed.ref_year)
        and figure.unit in ('CAD', 'ratio')
where
    figure.geo = $geo
    and list_contains($indicators::varchar[], figure.indicator)
    and (len($counterparts::varchar[]) = 0 or list_contains($counterparts, figure.counterpart))
    and (len($trusts::varchar[]) = 0 or list_contains($trusts, figure.trust))
order by figure.indicator, figure.counterpart, figure.ref_year, figure.figure
