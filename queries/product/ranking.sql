/*
title: {fr: "Principaux produits", en: "Top products"}
unit: CAD
description:
  fr: >-
    Produits d'un niveau du Système harmonisé classés par valeur sur douze mois, avec leur part et
    leur rang un an plus tôt. Quand un produit est choisi, seul ce qu'il contient est classé et les
    parts sont celles de ce produit. Sans choix de pays, tous comptent, pays non précisé compris.
    Rien n'est calculé si un des douze mois manque, ni la croissance si un des douze précédents
    manque.
  en: >-
    Products of one level of the Harmonized System ranked by value over twelve months, with their
    share and rank a year earlier. When a product is chosen, only what it holds is ranked and shares
    are of that product. With no country chosen, all count, unspecified country included. Nothing is
    computed when one of the twelve months is missing, nor growth when one of those before is.
grain: [hs]
sample:
  {geo: CA-QC, direction: export, level: heading, product: "", partners: [], until: 2022-12-01,
   max_rows: 20}
checks:
  - unique: [hs]
  - not_null: [hs, rank_value, value_cad, source]
  - between: {share: [0, 1], cumulative_share: [0, 1.001]}
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
        sum(value_cad)::bigint as value_cad,
        sum(previous_value_cad)::bigint as previous_value_cad
    from codes
    left join product_chapter as chapter on left(hs6, 2) = chapter.hs
    where $product = '' or $product in (chapter.parent, left(hs6, 2), left(hs6, 4), hs6)
    group by all
),

ranked as (
    select
        hs, value_cad, extent.source, is_comparable,
        case when is_comparable then coalesce(previous_value_cad, 0) end as previous_value_cad,
        value_cad / nullif(sum(value_cad) over (), 0) as share,
        rank() over (order by value_cad desc nulls last) as rank_value,
        case
            when is_comparable and previous_value_cad > 0
                then rank() over (order by previous_value_cad desc nulls last)
        end as previous_rank
    from sums
    inner join product_extent as extent
        on (extent.geo, extent.direction, extent.period_end) = ($geo, $direction, $until::date)
    where is_whole and value_cad is not null
)

select
    ranked.hs, label_fr, label_en, rank_value, value_cad, share,
    sum(share) over (order by rank_value, ranked.hs) as cumulative_share,
    previous_value_cad, previous_rank,
    value_cad / nullif(previous_value_cad, 0) - 1 as growth,
    source
from ranked
left join product_label on ranked.hs = product_label.hs
order by rank_value, ranked.hs
limit $max_rows
