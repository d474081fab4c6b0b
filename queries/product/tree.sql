/*
title: {fr: "Produits emboîtés", en: "Nested products"}
unit: CAD
description:
  fr: >-
    Sections, chapitres, positions et sous-positions du Système harmonisé, avec leur valeur sur
    douze mois et leur part de l'ensemble. Chaque niveau s'additionne en celui du dessus. Quand un
    produit est choisi, seul ce qu'il contient est montré, et les parts sont celles de ce produit.
    Rien n'est calculé si un des douze mois n'est pas chargé.
  en: >-
    Sections, chapters, headings and subheadings of the Harmonized System, with their value over
    twelve months and their share of the whole. Each level adds up to the one above. When a product
    is chosen, only what it holds is shown, and shares are of that product. Nothing is computed when
    one of the twelve months is not loaded.
grain: [hs]
sample:
  {geo: CA-QC, direction: import, product: "", partners: [], levels: [], until: 2022-12-01}
checks:
  - unique: [hs]
  - not_null: [hs, hs_level, parent, value_cad, source]
  - between: {share: [0, 1]}
*/
with codes as (
    select hs6, sum(value_cad) as value_cad
    from product_month
    where
        geo = $geo and direction = $direction and is_total = (len($partners::varchar[]) = 0)
        and part_year between year($until::date - interval 11 month) and year($until::date)
        and ref_month > $until::date - interval 1 year and ref_month <= $until::date
        and partner in (select unnest(if(len($partners::varchar[]) = 0, ['WLD'], $partners)))
    group by hs6
),

placed as (
    select
        coalesce(chapter.parent, '') as hs1, left(hs6, 2) as hs2, left(hs6, 4) as hs4, hs6,
        value_cad
    from codes
    left join product_chapter as chapter on left(hs6, 2) = chapter.hs
    where $product = '' or $product in (chapter.parent, left(hs6, 2), left(hs6, 4), hs6)
),

sums as (
    select 'section' as hs_level, '' as parent, hs1 as hs, sum(value_cad)::bigint as value_cad
    from placed
    group by hs1
    union all
    select 'chapter' as hs_level, hs1 as parent, hs2 as hs, sum(value_cad)::bigint as value_cad
    from placed
    group by hs1, hs2
    union all
    select 'heading' as hs_level, hs2 as parent, hs4 as hs, sum(value_cad)::bigint as value_cad
    from placed
    group by hs2, hs4
    union all
    select 'subheading' as hs_level, hs4 as parent, hs6 as hs, value_cad::bigint as value_cad
    from placed
),

nodes as (
    select sums.*, extent.source
    from sums
    inner join product_extent as extent
        on (extent.geo, extent.direction, extent.period_end) = ($geo, $direction, $until::date)
    where is_whole
)

select
    nodes.hs, nodes.hs_level, nodes.parent, label_fr, label_en, value_cad,
    value_cad / nullif((select sum(value_cad) from placed), 0) as share,
    source
from nodes
left join product_label on nodes.hs = product_label.hs
where len($levels::varchar[]) = 0 or list_contains($levels::varchar[], nodes.hs_level)
order by
    list_position(['section', 'chapter', 'heading', 'subheading'], nodes.hs_level) asc,
    value_cad desc, nodes.hs asc
