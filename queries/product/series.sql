/*
title: {fr: "Échanges de produits dans le temps", en: "Trade in products over time"}
unit: CAD
description:
  fr: >-
    Valeur des échanges de produits (codes de tout niveau du Système harmonisé) par période
    complète, avec les partenaires choisis (tous si la liste est vide). Un produit sans ligne dans
    un mois publié est nul. is_revised : dans la période, un code de six chiffres du produit a
    changé de sens, est né ou a disparu (révision du Système harmonisé) ; la série n'y est pas
    comparable à elle-même. En « rolling », la période est le dernier des douze mois.
  en: >-
    Value of trade in products (codes of any level of the Harmonized System) by complete period,
    with the partners chosen (all when the list is empty). A product without a row in a published
    month is nil. is_revised: within the period, a six-digit code of the product changed meaning,
    came or went (revision of the Harmonized System); the series does not compare with itself
    there. When "rolling", the period is the last of the twelve months.
grain: [hs, period]
sample:
  geo: CA-QC
  direction: import
  frequency: quarter
  products: ["0804", "850490"]
  partners: [MEX, BRA]
  since: 2021-01-01
  until: 2022-12-01
checks:
  - unique: [hs, period]
  - not_null: [hs, period, value_cad, is_revised, source]
*/
with shape as (
    select
        case $frequency when 'month' then 1 when 'quarter' then 3 else 12 end as n_months,
        case $frequency when 'quarter' then 3 when 'year' then 12 else 1 end as step
),

monthly as (
    select asked.hs, ref_month, sum(value_cad) as value_cad
    from product_month
    inner join (select unnest($products::varchar[]) as hs) as asked
        on asked.hs = hs1 or asked.hs = hs2 or asked.hs = hs4 or asked.hs = hs6
    where
        geo = $geo
        and direction = $direction
        and (len($partners::varchar[]) = 0 or list_contains($partners::varchar[], partner))
    group by asked.hs, ref_month
),

revised as (
    select hs, hs[1:2] as hs2, hs[1:4] as hs4, unnest([valid_from, (valid_to + interval 1 month)::date])
        as revision
    from product
    where level = 'subheading'
),

dated as (
    select
        code.hs, last.ref_month as period_end,
        (last.ref_month - to_months(step::int - 1))::date as period,
        n_months,
        sum(coalesce(monthly.value_cad, 0))::bigint as value_cad,
        min(month.ref_month) as first_month
    from product_coverage as last
    cross join shape
    cross join (select unnest($products::varchar[]) as hs) as code
    inner join product_coverage as month
        on
            last.geo = month.geo
            and last.direction = month.direction
            and month.ref_month <= last.ref_month
            and month.ref_month > last.ref_month - to_months(n_months::int)
    left join monthly on month.ref_month = monthly.ref_month and code.hs = monthly.hs
    where last.geo = $geo and last.direction = $direction and month(last.ref_month) % step = 0
    group by code.hs, last.ref_month, n_months, step
    having count(*) = n_months
)

select
    dated.hs, label_fr, label_en, period, period_end, n_months, value_cad,
    exists (
        select 1 from revised
        where
            revision > first_month
            and revision <= period_end
            and (dated.hs in (revised.hs, hs2, hs4))
    ) as is_revised,
    'cimt_product' as source
from dated
left join product_label on dated.hs = product_label.hs
where period >= $since::date and period_end <= $until::date
order by dated.hs, period
