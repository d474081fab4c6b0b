/*
title: {fr: "Les pays de la région sur la carte", en: "The region's countries on the map"}
unit: CAD
description:
  fr: >-
    Échanges sur douze mois avec chacun des pays d'Amérique latine et des Antilles. Un pays sans
    série est « non chargé » : il est compris dans « autres pays », ce n'est pas un zéro.
  en: >-
    Trade over twelve months with each country of Latin America and the Antilles. A country without
    a series is "not loaded": it is within "other countries", which is not a zero.
grain: [partner]
sample: {geo: CA-QC, section: TOTAL, direction: export, until: 2022-12-01}
checks:
  - unique: [partner]
  - not_null: [partner, status]
*/
with sums as (
    select partner, value_cad, status, source
    from trade_period
    where
        geo = $geo
        and section = $section
        and direction = $direction
        and frequency = 'rolling'
        and period_end = $until::date
)

select
    country.partner, country.sub_region, country.latitude, country.longitude, sums.value_cad,
    coalesce(sums.status, 'not_loaded') as status,
    sums.source
from partner as country
left join sums using (partner)
where country.is_ala
order by country.partner
