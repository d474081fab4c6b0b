/*
title: {fr: "Quantités d'un produit", en: "Quantities of a product"}
unit: ""
description:
  fr: >-
    Quantité et valeur d'un produit de six chiffres par année entière, dans chaque unité où il est
    mesuré, avec les pays choisis. Les unités ne s'additionnent pas ; quand l'unité change, la suite
    des quantités s'arrête. La valeur moyenne d'une unité n'est pas un prix. Une année sans échange
    du produit n'a pas de ligne.
  en: >-
    Quantity and value of a six-digit product by whole year, in each unit in which it is measured,
    with the chosen countries. Units do not add up; when the unit changes, the run of quantities
    stops. The mean value of one unit is not a price. A year without trade in the product has no
    row.
grain: [quantity_unit, period]
sample:
  {geo: CA-QC, direction: import, product: "850490", partners: [], since: 2021-01-01,
   until: 2022-12-01}
checks:
  - unique: [quantity_unit, period]
  - not_null: [quantity_unit, period, value_cad, source]
*/
with years as (
    select date_trunc('year', ref_month)::date as period
    from product_coverage
    where geo = $geo and direction = $direction
    group by all
    having count(*) = 12
)

select
    trade.unit as quantity_unit, name_fr as unit_fr, name_en as unit_en, years.period,
    year(years.period)::integer as ref_year,
    case when count(*) = count(quantity) then sum(quantity) end as quantity,
    sum(value_cad)::bigint as value_cad,
    sum(value_cad) / nullif(
        case when count(*) = count(quantity) then sum(quantity) end, 0
    ) as unit_value_cad,
    min(trade.source) as source
from product_month as trade
inner join years on date_trunc('year', trade.ref_month) = years.period
left join quantity_unit on trade.unit = quantity_unit.unit
where
    geo = $geo
    and direction = $direction
    and hs6 = $product
    and trade.unit != ''
    and years.period >= $since::date
    and part_year between year($since::date) and year($until::date)
    and trade.ref_month >= $since::date and trade.ref_month <= $until::date
    and is_total = (len($partners::varchar[]) = 0)
    and partner in (select unnest(if(len($partners::varchar[]) = 0, ['WLD'], $partners)))
group by trade.unit, name_fr, name_en, years.period
order by years.period, trade.unit
