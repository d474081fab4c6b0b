/*
title: {fr: "Écarts aux chiffres publiés", en: "Differences from published figures"}
unit: ""
description:
  fr: >-
    Chaque chiffre publié, la valeur calculée de la même période et les raisons possibles de
    l'écart, par la règle écrite dans strategy/published.
  en: >-
    Each published figure, the computed value of the same period and the possible reasons for the
    difference, by the rule written in strategy/published.
grain: [figure]
materialized: true
*/
with compared as (
    select
        figure.figure, figure.indicator, figure.geo, figure.counterpart, figure.partner,
        figure.first_year, figure.ref_year, figure.value, figure.unit, figure.rounding,
        figure.precision, figure.definition_fr, figure.definition_en, figure.publisher_fr,
        figure.publisher_en, figure.title, figure.url, figure.trust, figure.is_derived,
        figure.note_fr, figure.note_en, figure.source, found.computed_value,
        found.source as computed_source,
        found.computed_value - figure.value as difference,
        found.computed_value / nullif(figure.value, 0) - 1 as relative_difference,
        coalesce(abs(difference) <= figure.rounding / 2 * (1 + 1e-9), false) as is_within_rounding
    from published_figure as figure
    left join published_computed as found on figure.figure = found.figure
)

select
    figure, indicator, geo, counterpart, partner, first_year, ref_year, value, unit, rounding,
    precision, definition_fr, definition_en, publisher_fr, publisher_en, title, url, trust,
    is_derived, note_fr, note_en, computed_value, difference, relative_difference,
    is_within_rounding,
    computed_value is not null and not is_within_rounding as is_apart,
    is_apart and list_contains(['goods_imports', 'goods_trade'], indicator) as is_re_allocated,
    -- One twentieth: what a release of imports was seen to change in a month at most.
    is_apart and abs(relative_difference) <= 0.05 as is_revised,
    is_apart
    and (
        unit = 'dollar'
        or indicator = 'goods_exports' and computed_value < value
        or not is_re_allocated and not is_revised
    ) as is_other_perimeter,
    case
        when computed_value is not null then ''
        when ref_year is null then 'undated'
        when unit = 'CAD_2012' then 'other_price_basis'
        when
            indicator = 'agricultural_temporary_workers'
            or indicator = 'gdp_market_prices'
            or indicator like 'goods_%' and list_contains(['country', 'world'], counterpart)
            or list_contains(
                ['exports_gdp_ratio', 'exports_goods_services', 'exports_share'], indicator
            )
            and list_contains(['all', 'world', 'provinces'], counterpart)
            then 'not_loaded'
        else 'no_series'
    end as obstacle,
    concat_ws(' ', source, computed_source) as source
from compared
