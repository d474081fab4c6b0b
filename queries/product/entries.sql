/*
title: {fr: "Produits nouveaux et perdus", en: "New and lost products"}
unit: CAD
description:
  fr: >-
    Produits échangés sur les douze derniers mois choisis et pas du tout sur les douze précédents
    (nouveaux), ou l'inverse (perdus), par valeur. Un produit est signalé quand un de ses codes à
    six chiffres est né, a disparu ou a changé de sens dans ces deux ans : il peut alors n'être
    nouveau que de nom. Rien n'est calculé si un des vingt-quatre mois n'est pas chargé.
  en: >-
    Products traded over the chosen twelve months and not at all over the twelve before (new), or
    the reverse (lost), by value. A product is marked when one of its six-digit codes came, went or
    changed meaning within these two years: it may then be new in name only. Nothing is computed
    when one of the twenty-four months is not loaded.
grain: [entry, hs]
sample:
  {geo: CA-QC, direction: import, level: heading, partners: [COL], until: 2022-12-01, max_rows: 10}
checks:
  - unique: [entry, hs]
  - not_null: [entry, hs, value_cad, previous_value_cad, is_revised, source]
*/
with codes as (
    select
        hs6,
        sum(if(ref_month > $until::date - interval 1 year, value_cad, 0)) as value_cad,
        sum(if(ref_month > $until::date - interval 1 year, 0, value_cad)) as previous_value_cad,
        count(value_cad) = count(*) as is_known
    from product_month
    where
        geo = $geo
        and direction = $direction
        and part_year between year($until::date - interval 23 month) and year($until::date)
        and ref_month > $until::date - interval 2 year
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
        sum(value_cad)::bigint as value_cad,
        sum(previous_value_cad)::bigint as previous_value_cad
    from codes
    left join product_chapter as chapter on left(hs6, 2) = chapter.hs
    group by all
    having bool_and(is_known)
)

select
    if(previous_value_cad = 0, 'new', 'lost') as entry, sums.hs, label_fr, label_en,
    value_cad, previous_value_cad,
    count(*) over (partition by previous_value_cad = 0) as n_entries,
    coalesce(
        sums.hs in (
            select hs from product_revision
            where revision > $until::date - interval 2 year and revision <= $until::date
        ),
        false
    ) as is_revised,
    extent.source
from sums
inner join product_extent as extent
    on
        extent.geo = $geo
        and extent.direction = $direction
        and extent.period_end = $until::date
left join product_label on sums.hs = product_label.hs
where is_comparable and (value_cad = 0) != (previous_value_cad = 0)
qualify
    row_number() over (
        partition by previous_value_cad = 0 order by value_cad + previous_value_cad desc, sums.hs
    ) <= $max_rows
order by entry desc, value_cad + previous_value_cad desc, sums.hs asc
