/*
title: {fr: "Place d'un produit", en: "Place of a product"}
unit: ""
description:
  fr: >-
    Un produit du Système harmonisé, ce qui le contient, et ce qu'il contient au niveau du dessous.
    Quand aucun produit n'est choisi : les sections.
  en: >-
    A product of the Harmonized System, what holds it, and what it holds at the level below. When no
    product is chosen: the sections.
grain: [hs]
sample: {product: "85"}
checks:
  - unique: [hs]
  - not_null: [hs, hs_level, place]
*/
with asked as (
    select
        named.hs,
        case when named.hs_level = 'subheading' then left(named.hs, 4) end as hs4,
        chapter.hs as hs2,
        chapter.parent as hs1
    from product_label as named
    left join product_label as chapter
        on left(named.hs, 2) = chapter.hs and named.hs_level != 'section'
    where named.hs = $product
),

first_chapters as (
    select parent as section, min(hs) as first_chapter
    from product_label
    where hs_level = 'chapter'
    group by parent
)

select
    one.hs, one.hs_level, one.label_fr, one.label_en,
    case
        when one.hs = $product then 'self' when one.parent = $product then 'below' else 'above'
    end as place
from product_label as one
left join asked on one.hs in (asked.hs, asked.hs4, asked.hs2, asked.hs1)
left join first_chapters on one.hs = first_chapters.section
where
    asked.hs is not null
    or (one.parent = $product and ($product != '' or one.hs_level = 'section'))
order by
    list_position(['section', 'chapter', 'heading', 'subheading'], one.hs_level) asc,
    coalesce(first_chapter, one.hs) asc
