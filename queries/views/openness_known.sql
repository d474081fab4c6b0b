/*
title: {fr: "Ratios connus, de la série ou publiés", en: "Known ratios, of the series or published"}
unit: ratio
description:
  fr: >-
    Un ratio par ligne : ceux de la série, puis ceux que des publications datées donnent, chacun
    avec son degré de confiance, et les exportations et le PIB de la même source s'ils existent.
  en: >-
    One ratio a row: those of the series, then those that dated publications give, each with its
    trust, and the exports and GDP of the same origin where they exist.
grain: [geo, ref_year, start_origin, figure]
*/
select
    geo, ref_year, ratio, exports_cad, gdp_cad, source,
    'series' as start_origin,
    null as trust,
    null as figure
from openness_year
where ratio is not null

union all

select
    figure.geo, figure.ref_year,
    figure.value as ratio,
    levels.exports_cad, levels.gdp_cad, figure.source,
    'published' as start_origin,
    figure.trust, figure.figure
from published_figure as figure
left join published_year as levels
    on figure.geo = levels.geo and figure.ref_year = levels.ref_year
where
    figure.indicator = 'exports_gdp_ratio'
    and figure.counterpart = 'all'
    and figure.ref_year is not null
