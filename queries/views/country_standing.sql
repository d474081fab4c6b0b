/*
title: {fr: "Place de chaque partenaire", en: "Standing of each partner"}
unit: CAD
description:
  fr: >-
    Valeur, variation, part, contribution à la croissance du total et rang de chaque partenaire
    sur une année (douze derniers mois ou année civile). Seuls sont classés les partenaires que
    publie la source du total ; un solde n'a ni rang, ni part, ni variation.
  en: >-
    Value, change, share, contribution to the growth of the total and rank of each partner over a
    year (latest twelve months or calendar year). Only partners published by the total's own
    source are ranked; a balance has no rank, share or change.
grain: [geo, frequency, direction, partner]
materialized: true
*/
with ranked as (
    select
        part.geo, part.frequency, part.direction, part.partner, part.period_end, part.is_latest,
        part.value_cad, part.status, part.source, total.value_cad as total_cad,
        part.direction != 'balance' as is_ratio,
        is_ratio and part.partner not in ('OTH', 'WLD') and part.value_cad is not null
            as is_ranked,
        if(
            is_ranked,
            rank() over (
                partition by part.geo, part.frequency, part.direction, part.is_latest, is_ranked
                order by part.value_cad desc
            ),
            null
        ) as rank_world,
        if(
            is_ranked and is_ala,
            rank() over (
                partition by
                    part.geo, part.frequency, part.direction, part.is_latest, is_ranked, is_ala
                order by part.value_cad desc
            ),
            null
        ) as rank_region
    from country_sum as part
    left join country_sum as total
        on
            (part.geo, part.frequency, part.direction, part.is_latest, part.source, 'WLD')
            = (
                total.geo, total.frequency, total.direction, total.is_latest, total.source,
                total.partner
            )
    left join partner as country on part.partner = country.partner
)

select
    this.geo, this.frequency, this.direction, this.partner, this.period_end,
    this.value_cad, this.status, earlier.value_cad as previous_value_cad,
    if(this.is_ratio, this.value_cad / nullif(earlier.value_cad, 0) - 1, null) as growth,
    if(this.is_ratio, this.value_cad / nullif(this.total_cad, 0), null) as share,
    if(
        this.is_ratio,
        (this.value_cad - earlier.value_cad) / nullif(earlier.total_cad, 0),
        null
    ) as contribution,
    this.rank_world, earlier.rank_world as previous_rank, this.rank_region,
    count(this.rank_world) over everyone as n_ranked,
    count(this.rank_region) over everyone as n_ranked_region,
    this.source
from ranked as this
left join ranked as earlier
    on
        (this.geo, this.frequency, this.direction, this.partner)
        = (earlier.geo, earlier.frequency, earlier.direction, earlier.partner)
        and not earlier.is_latest
where this.is_latest
window everyone as (partition by this.geo, this.frequency, this.direction)
