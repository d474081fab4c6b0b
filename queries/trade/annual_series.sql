/*
title: {fr: "Échanges annuels avec les partenaires", en: "Annual trade with partners"}
unit: CAD
description:
  fr: >-
    Valeur annuelle des échanges de marchandises par partenaire, pour tous les pays publiés, d'après
    les tableaux annuels. La croissance compare à l'année précédente ; la part est celle du total de
    tous les pays. Une année que la source ne donne pas n'est pas montrée.
  en: >-
    Annual value of goods trade by partner, for every published country, from the annual tables.
    Growth compares with the previous year; the share is of the all-countries total. A year that the
    source does not give is not shown.
grain: [partner, ref_year]
sample:
  geo: CA-QC
  section: TOTAL
  direction: export
  partners: [MEX, COL, WLD]
  since: 2020
  until: 2022
checks:
  - unique: [partner, ref_year]
  - not_null: [partner, ref_year, status, source]
  - between: {share: [0, 1]}
*/
with known as (
    select partner, ref_year, value_cad, status, source
    from trade_annual
    where
        geo = $geo
        and section = $section
        and direction = $direction
        and list_contains(list_append($partners::varchar[], 'WLD'), partner)
)

select
    shown.partner, shown.ref_year, make_date(shown.ref_year, 1, 1) as period, shown.value_cad,
    shown.status,
    shown.value_cad / nullif(earlier.value_cad, 0) - 1 as growth,
    shown.value_cad / nullif(world.value_cad, 0) as share,
    shown.source
from known as shown
left join known as earlier
    on shown.partner = earlier.partner and shown.ref_year = earlier.ref_year + 1
left join known as world on world.partner = 'WLD' and shown.ref_year = world.ref_year
where
    list_contains($partners::varchar[], shown.partner)
    and shown.ref_year between $since::int and $until::int
order by shown.partner, shown.ref_year
