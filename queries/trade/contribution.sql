/*
title: {fr: "Contribution des partenaires à la croissance", en: "Partners' contribution to growth"}
unit: ratio
description:
  fr: >-
    Ce que chaque partenaire apporte à la variation du total entre douze mois et douze autres : sa
    variation, rapportée au total de départ. L'écart entre le total publié et la somme de ses
    parties (arrondis) a sa propre ligne : avec elle, les contributions font exactement la
    croissance du total. Cette ligne est vide quand une partie n'a pas de valeur.
  en: >-
    What each partner brings to the change in the total between one set of twelve months and
    another: its change, over the starting total. The difference between the published total and the
    sum of its parts (rounding) has a row of its own: with it, contributions add up to exactly the
    total's growth. That row is empty when a part has no value.
grain: [partner, part]
sample: {geo: CA-QC, section: TOTAL, direction: import, since: 2021-12-01, until: 2022-12-01}
checks:
  - unique: [partner, part]
  - not_null: [partner, part, status_before, status_after]
  - sums_to: {columns: [change_cad, contribution, share_of_change], label: part, total: total}
*/
with sums as (
    select partner, period_end = $until::date as is_after, value_cad, status, source
    from trade_period
    where
        geo = $geo
        and section = $section
        and direction = $direction
        and frequency = 'rolling'
        and list_contains([$since::date, $until::date], period_end)
),

sides as (
    select
        part.partner,
        case part.partner when 'WLD' then 'total' when 'OTH' then 'rest' else 'partner' end as part,
        case part.partner when 'WLD' then 1 else -1 end as sign,
        max(part.value_cad) filter (where not is_after) as value_before,
        max(part.value_cad) filter (where is_after) as value_after,
        max(part.status) filter (where not is_after) as status_before,
        max(part.status) filter (where is_after) as status_after,
        max(source) as source
    from sums as part
    inner join sums as total using (is_after, source)
    where total.partner = 'WLD'
    group by part.partner
),

parts as (
    select * exclude (sign) from sides
    union all by name
    select
        'WLD' as partner,
        'unallocated' as part,
        if(count(*) = count(value_before), sum(sign * value_before), null)::bigint as value_before,
        if(count(*) = count(value_after), sum(sign * value_after), null)::bigint as value_after,
        if(count(*) = count(value_before), 'normal', 'not_available') as status_before,
        if(count(*) = count(value_after), 'normal', 'not_available') as status_after,
        max(source) as source
    from sides
    having bool_or(part = 'total')
)

select
    parts.partner, parts.part, parts.value_before, parts.value_after,
    coalesce(parts.status_before, 'not_available') as status_before,
    coalesce(parts.status_after, 'not_available') as status_after,
    parts.value_after - parts.value_before as change_cad,
    change_cad / nullif(total.value_before, 0) as contribution,
    change_cad / nullif(total.value_after - total.value_before, 0) as share_of_change,
    parts.source
from parts
inner join sides as total on total.part = 'total'
order by
    list_position(['partner', 'rest', 'unallocated', 'total'], parts.part) asc,
    abs(change_cad) desc nulls last,
    parts.partner asc
