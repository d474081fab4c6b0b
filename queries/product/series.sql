/*
title: {fr: "Échanges de produits dans le temps", en: "Trade in products over time"}
unit: CAD
description:
  fr: >-
    Valeur des échanges de produits du Système harmonisé par période complète, avec les pays
    choisis. Un produit absent d'un mois publié y est à zéro. Une période est signalée quand un code
    à six chiffres du produit y a changé de sens, y est né ou y a disparu : la série ne s'y compare
    pas à la période précédente. Douze mois glissants portent le nom de leur dernier mois.
  en: >-
    Value of trade in products of the Harmonized System by complete period, with the chosen
    countries. A product absent from a published month is at zero in it. A period is marked when one
    of the product's six-digit codes changed meaning, came or went within it: the series does not
    compare there with the period before. Rolling twelve months are named after their last month.
grain: [hs, period]
sample:
  {geo: CA-QC, direction: import, frequency: quarter, products: ["0804", "850490"],
   partners: [MEX, BRA], since: 2021-01-01, until: 2022-12-01}
checks:
  - unique: [hs, period]
  - not_null: [hs, period, value_cad, is_revised, source]
*/
with shape as (
    select n_months, step
    from (values ('month', 1, 1), ('quarter', 3, 3), ('year', 12, 12), ('rolling', 12, 1))
        as listed (frequency, n_months, step)
    where frequency = $frequency
),

monthly as (
    select asked.hs, ref_month, sum(value_cad) as value_cad
    from product_month as trade
    inner join product_member as asked on trade.hs6 = asked.hs6
    where
        geo = $geo and direction = $direction and is_total = (len($partners::varchar[]) = 0)
        and part_year between year($since::date) - 1 and year($until::date)
        and ref_month > $since::date - interval 1 year and ref_month <= $until::date
        and asked.hs in (select unnest($products::varchar[]))
        and partner in (select unnest(if(len($partners::varchar[]) = 0, ['WLD'], $partners)))
    group by asked.hs, ref_month
),

dated as (
    select
        code.hs, final.ref_month as period_end,
        (final.ref_month - to_months(step::int - 1))::date as period,
        n_months, min(final.source) as source,
        sum(coalesce(monthly.value_cad, 0))::bigint as value_cad,
        min(member.ref_month) as first_month
    from product_coverage as final
    cross join shape
    cross join (select unnest($products::varchar[]) as hs) as code
    inner join product_coverage as member
        on
            final.geo = member.geo
            and final.direction = member.direction
            and final.ref_month >= member.ref_month
            and final.ref_month - to_months(n_months::int) < member.ref_month
    left join monthly on code.hs = monthly.hs and member.ref_month = monthly.ref_month
    where final.geo = $geo and final.direction = $direction and month(final.ref_month) % step = 0
    group by code.hs, final.ref_month, n_months, step
    having count(*) = n_months
)

select
    dated.hs, label_fr, label_en, period, period_end, n_months, value_cad,
    count(revision) > 0 as is_revised,
    any_value(source) as source
from dated
left join product_label on dated.hs = product_label.hs
left join product_revision as revised
    on dated.hs = revised.hs and revision >= first_month and revision <= period_end
where period >= $since::date and period_end <= $until::date
group by dated.hs, label_fr, label_en, period, period_end, n_months, value_cad
order by dated.hs, period
