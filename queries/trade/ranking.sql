/*
title: {fr: "Classement des partenaires", en: "Ranking of partners"}
unit: CAD
description:
  fr: >-
    Partenaires classés par valeur sur douze mois, avec la part du total et le rang un an plus tôt.
    Seuls sont classés les partenaires publiés par la source du total ; « autres pays » garde sa
    part, sans rang. Les pays de la région ont aussi leur rang entre eux. La part cumulée est celle
    des lignes montrées. Aucune place gagnée n'est donnée quand la valeur d'un partenaire manque :
    les rangs des deux années ne se comparent pas.
  en: >-
    Partners ranked by value over twelve months, with their share of the total and their rank a year
    earlier. Only partners published by the total's own source are ranked; "other countries" keeps
    its share, without a rank. Countries of the region also have their rank among themselves. The
    cumulative share is that of the rows shown. No places gained are given when a partner's value is
    missing: the ranks of the two years do not compare.
grain: [partner]
sample: {geo: CA-QC, section: TOTAL, direction: export, until: 2022-12-01, region: all}
checks:
  - unique: [partner]
  - not_null: [partner, is_ala, status, source]
  - between: {share: [0, 1], cumulative_share: [0, 1.001]}
*/
with sums as (
    select partner, period_end, value_cad, status, source
    from trade_period
    where
        geo = $geo
        and section = $section
        and direction = $direction
        and frequency = 'rolling'
        and list_contains([$until::date, ($until::date - interval 1 year)::date], period_end)
),

ranked as (
    select
        *,
        value_cad / nullif(max(value_cad) filter (partner = 'WLD') over everyone, 0) as share,
        count(*) filter (partner not in ('WLD', 'OTH') and value_cad is null) over everyone = 0
            as is_whole,
        case
            when partner != 'OTH' and value_cad is not null then rank() over downwards
        end as rank_world
    from sums
    window
        everyone as (partition by period_end, source),
        downwards as (everyone order by partner in ('WLD', 'OTH'), value_cad desc nulls last)
    qualify partner != 'WLD' and count(*) filter (partner = 'WLD') over everyone > 0
)

select
    this.partner,
    coalesce(sub_region, '') as sub_region,
    coalesce(country.is_ala, false) as is_ala,
    this.rank_world,
    case
        when country.is_ala and this.rank_world is not null
            then
                1 + count(*) filter (country.is_ala) over (
                    order by this.rank_world nulls last
                    range between unbounded preceding and 1 preceding
                )
    end as rank_region,
    this.value_cad, this.status, this.share,
    case
        when this.rank_world is not null
            then sum(this.share) over (order by this.rank_world nulls last, this.partner)
    end as cumulative_share,
    earlier.value_cad as previous_value_cad,
    earlier.rank_world as previous_rank,
    case when this.is_whole and earlier.is_whole then previous_rank - this.rank_world end
        as rank_change,
    this.value_cad / nullif(earlier.value_cad, 0) - 1 as growth,
    this.source
from ranked as this
left join ranked as earlier
    on this.partner = earlier.partner and this.period_end = earlier.period_end + interval 1 year
left join partner as country on this.partner = country.partner
where this.period_end = $until::date and ($region = 'all' or country.is_ala)
order by this.rank_world nulls last, this.partner
