/*
title: {fr: "Croissance, avec et sans chaque produit", en: "Growth, with and without each product"}
unit: ratio
description:
  fr: >-
    Variation des échanges entre douze mois et les douze précédents, ce que chaque produit y ajoute,
    et ce qu'elle serait sans lui. Les produits sont classés selon leur valeur sur les vingt-quatre
    mois : un produit qui vient de disparaître compte encore. Rien n'est calculé si un des
    vingt-quatre mois n'est pas chargé.
  en: >-
    Change in trade between twelve months and the twelve before, what each product adds to it, and
    what it would be without that product. Products are ranked by their value over the twenty-four
    months: one that has just vanished still counts. Nothing is computed when one of the twenty-four
    months is not loaded.
grain: [hs]
sample:
  {geo: CA-QC, direction: export, level: heading, product: "", partners: [], until: 2022-12-01}
checks:
  - unique: [hs]
  - not_null: [hs, rank_value, value_cad, previous_value_cad, change_cad, source]
*/
with codes as (
    select
        hs6,
        sum(value_cad) filter (where ref_month > $until::date - interval 1 year) as value_cad,
        sum(value_cad) filter (where ref_month <= $until::date - interval 1 year)
            as previous_value_cad
    from product_month
    where
        geo = $geo and direction = $direction and is_total = (len($partners::varchar[]) = 0)
        and part_year between year($until::date - interval 23 month) and year($until::date)
        and ref_month > $until::date - interval 2 year and ref_month <= $until::date
        and partner in (select unnest(if(len($partners::varchar[]) = 0, ['WLD'], $partners)))
    group by hs6
),

sums as (
    select
        if(
            $level = 'section', coalesce(chapter.parent, ''),
            left(hs6, case $level when 'chapter' then 2 when 'heading' then 4 else 6 end)
        ) as hs,
        coalesce(sum(value_cad), 0)::bigint as value_cad,
        coalesce(sum(previous_value_cad), 0)::bigint as previous_value_cad
    from codes
    left join product_chapter as chapter on left(hs6, 2) = chapter.hs
    where $product = '' or $product in (chapter.parent, left(hs6, 2), left(hs6, 4), hs6)
    group by all
),

totals as (
    select
        hs, value_cad, previous_value_cad, extent.source,
        sum(value_cad) over () as total_cad,
        sum(previous_value_cad) over () as previous_total_cad
    from sums
    inner join product_extent as extent
        on
            extent.geo = $geo
            and extent.direction = $direction
            and extent.period_end = $until::date
    where is_comparable
)

select
    totals.hs, label_fr, label_en,
    rank() over (order by value_cad + previous_value_cad desc) as rank_value,
    value_cad, previous_value_cad, value_cad - previous_value_cad as change_cad,
    (value_cad - previous_value_cad) / nullif(previous_total_cad, 0) as contribution,
    total_cad / nullif(previous_total_cad, 0) - 1 as total_growth,
    (total_cad - value_cad) / nullif(previous_total_cad - previous_value_cad, 0) - 1
        as growth_without,
    source
from totals
left join product_label on totals.hs = product_label.hs
order by rank_value, totals.hs
