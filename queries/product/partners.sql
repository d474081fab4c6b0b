/*
title: {fr: "Partenaires d'un produit", en: "Partners of a product"}
unit: CAD
description:
  fr: >-
    Pays avec lesquels un produit s'échange, classés par valeur sur douze mois, avec leur part de ce
    produit et la valeur un an plus tôt. Les pays de la région ont aussi leur rang entre eux. Rien
    n'est calculé si un des douze mois n'est pas chargé.
  en: >-
    Countries with which a product is traded, ranked by value over twelve months, with their share
    of that product and the value a year earlier. Countries of the region also have their rank among
    themselves. Nothing is computed when one of the twelve months is not loaded.
grain: [partner]
sample: {geo: CA-QC, direction: import, product: "0804", until: 2022-12-01, region: all}
checks:
  - unique: [partner]
  - not_null: [partner, value_cad, rank_world, is_ala, source]
  - between: {share: [0, 1]}
*/
with sums as (
    select
        partner,
        sum(value_cad) filter (where ref_month > $until::date - interval 1 year)::bigint
            as value_cad,
        sum(value_cad) filter (where ref_month <= $until::date - interval 1 year)::bigint
            as previous_value_cad
    from product_month
    where
        geo = $geo
        and direction = $direction
        and not is_total
        and hs6 in (
            select hs6 from product_member
            where hs = $product
        )
        and part_year between year($until::date - interval 23 month) and year($until::date)
        and ref_month > $until::date - interval 2 year
        and ref_month <= $until::date
    group by partner
),

ranked as (
    select
        sums.partner,
        coalesce(is_ala, false) as is_ala,
        sums.value_cad,
        case when is_comparable then coalesce(sums.previous_value_cad, 0) end
            as previous_value_cad,
        sums.value_cad / nullif(sum(sums.value_cad) over (), 0) as share,
        rank() over (order by sums.value_cad desc) as rank_world,
        case when is_ala then rank() over (partition by is_ala order by sums.value_cad desc) end
            as rank_region,
        extent.source
    from sums
    inner join product_extent as extent
        on
            extent.geo = $geo
            and extent.direction = $direction
            and extent.period_end = $until::date
    left join partner as country on sums.partner = country.partner
    where is_whole and sums.value_cad is not null
)

select
    partner, is_ala, rank_world, rank_region, value_cad, share, previous_value_cad,
    value_cad / nullif(previous_value_cad, 0) - 1 as growth,
    source
from ranked
where $region = 'all' or is_ala
order by rank_world, partner
