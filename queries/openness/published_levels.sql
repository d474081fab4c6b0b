/*
title: {fr: "Exportations publiées, par destination", en: "Published exports, by destination"}
unit: CAD
description:
  fr: >-
    Exportations de biens et de services publiées, en dollars courants, année par année : vers les
    autres provinces, vers les autres pays, et ce que la publication ne détaille pas. L'éditeur, le
    degré de confiance et la note sont ceux du total. Le total calculé de la série est à côté, si
    elle est chargée. Ces années ne font pas une série.
  en: >-
    Published exports of goods and services, in current dollars, year by year: to other provinces,
    to other countries, and what the publication does not break down. Publisher, degree of trust and
    note are the total's. The total computed from the series stands beside it, if the series is
    loaded. These years do not make a series.
grain: [ref_year]
sample: {geo: CA-QC}
checks:
  - unique: [ref_year]
  - not_null: [ref_year, exports_cad, is_sum, source]
*/
select
    published.ref_year, published.exports_cad, published.international_cad,
    published.interprovincial_cad,
    case
        when published.international_cad is null or published.interprovincial_cad is null
            then
                published.exports_cad
                - coalesce(published.international_cad, published.interprovincial_cad, 0)
    end as undetailed_cad,
    published.is_sum, published.gdp_cad,
    computed.exports_cad as computed_exports_cad,
    computed.exports_cad - published.exports_cad as difference_cad,
    figure.publisher_fr, figure.publisher_en, figure.title, figure.url, figure.trust,
    figure.precision, figure.is_derived, figure.note_fr, figure.note_en, published.source
from published_year as published
left join published_figure as figure on published.exports_figure = figure.figure
left join openness_year as computed
    on published.geo = computed.geo and published.ref_year = computed.ref_year
where
    published.geo = $geo
    and published.exports_cad is not null
order by published.ref_year desc
