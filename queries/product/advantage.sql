/*
title: {fr: "Avantage comparatif révélé", en: "Revealed comparative advantage"}
unit: ratio
description:
  fr: >-
    Part d'un produit dans les exportations d'origine canadienne du Québec, divisée par sa part dans
    celles du Canada, Québec compris, sur douze mois et vers les mêmes pays : c'est l'indice de
    Balassa. Au-dessus de 1, le Québec est plus spécialisé que le Canada. Seuls les produits qu'il
    exporte sont montrés. Rien n'est calculé si un des douze mois n'est pas chargé.
  en: >-
    Share of a product in Québec's domestic exports, divided by its share in Canada's, Québec
    included, over twelve months and to the same countries: this is the Balassa index. Above 1,
    Québec is more specialised than Canada. Only products that it exports are shown. Nothing is
    computed when one of the twelve months is not loaded.
grain: [hs]
sample:
  {geo: CA-QC, level: heading, product: "", partners: [], until: 2022-12-01, max_rows: 20}
checks:
  - unique: [hs]
  - not_null: [hs, value_cad, canada_cad, advantage, source]
  - between: {share: [0, 1], canada_share: [0, 1]}
*/
with covered as (
    select count(*) = if($geo = 'CA', 1, 2) as is_whole, min(source) as source
    from product_extent
    where geo in ('CA', $geo) and direction = 'export' and period_end = $until::date and is_whole
),

codes as (
    select
        hs6,
        sum(value_cad) filter (where geo = $geo) as value_cad,
        sum(value_cad) filter (where geo = 'CA') as canada_cad
    from product_month
    where
        geo in ('CA', $geo)
        and direction = 'export'
        and part_year between year($until::date - interval 11 month) and year($until::date)
        and ref_month > $until::date - interval 1 year
        and ref_month <= $until::date
        and is_total = (len($partners::varchar[]) = 0)
        and partner in (select unnest(if(len($partners::varchar[]) = 0, ['WLD'], $partners)))
    group by hs6
),

sums as (
    select
        if(
            $level = 'section', coalesce(chapter.parent, ''),
            left(hs6, case $level when 'chapter' then 2 when 'heading' then 4 else 6 end)
        ) as hs,
        bool_or($product in ('', coalesce(chapter.parent, ''), left(hs6, 2), left(hs6, 4), hs6))
            as is_asked,
        sum(value_cad)::bigint as value_cad,
        sum(canada_cad)::bigint as canada_cad
    from codes
    left join product_chapter as chapter on left(hs6, 2) = chapter.hs
    group by all
),

shares as (
    select
        hs, is_asked, value_cad, canada_cad, source,
        value_cad / nullif(sum(value_cad) over (), 0) as share,
        canada_cad / nullif(sum(canada_cad) over (), 0) as canada_share
    from sums
    cross join covered
    where is_whole
)

select
    shares.hs, label_fr, label_en, value_cad, share, canada_cad, canada_share,
    share / nullif(canada_share, 0) as advantage,
    source
from shares
left join product_label on shares.hs = product_label.hs
where value_cad > 0 and is_asked
order by advantage desc, shares.hs asc
limit $max_rows
