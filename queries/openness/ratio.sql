/*
title: {fr: "Exportations sur PIB, par année", en: "Exports to GDP, by year"}
unit: ratio
description:
  fr: >-
    Exportations de biens et de services, vers les autres pays et les autres provinces, rapportées
    au PIB aux prix du marché, en dollars courants. À côté : les seuls autres pays, les seules
    autres provinces, et les seules marchandises vers les autres pays, souvent citées à tort pour le
    ratio entier. Une année où manque une des cinq lignes du calcul n'a pas de ratio.
  en: >-
    Exports of goods and services, to other countries and other provinces, as a share of GDP at
    market prices, in current dollars. Beside it: other countries alone, other provinces alone, and
    goods to other countries alone, often wrongly quoted for the whole ratio. A year that lacks one
    of the five lines of the calculation has no ratio.
grain: [ref_year]
sample: {geo: CA-QC}
checks:
  - unique: [ref_year]
  - not_null: [ref_year, status, source]
*/
select
    this.ref_year,
    make_date(this.ref_year, 1, 1) as period,
    this.gdp_cad, this.goods_international_cad, this.services_international_cad,
    this.goods_interprovincial_cad, this.services_interprovincial_cad,
    this.international_cad, this.interprovincial_cad, this.exports_cad,
    this.ratio, this.ratio_international, this.ratio_interprovincial,
    this.ratio_goods_international,
    this.ratio - earlier.ratio as ratio_change,
    this.status, this.obstacle, this.source
from openness_year as this
left join openness_year as earlier
    on this.geo = earlier.geo and this.ref_year = earlier.ref_year + 1
where this.geo = $geo
order by this.ref_year
