/*
title: {fr: "Ce que la source tait", en: "What the source leaves unsaid"}
unit: CAD
description:
  fr: >-
    Une source qui ne liste que les flux non nuls tait les zéros et parfois le total. Ici, un
    zéro pour chaque mois qu'elle couvre et chaque partenaire qu'elle connaît, et la somme de
    ses partenaires quand elle ne donne pas le total de tous les pays.
  en: >-
    A source that lists only non-nil flows leaves out zeros and sometimes the total. Here, a
    zero for each month that it covers and each partner that it knows, and the sum of its
    partners when it gives no all-countries total.
grain: [geo, partner, section, flow, ref_month, source]
materialized: true
*/
with listed as (
    select trade.*
    from trade_partner_monthly as trade
    semi join (
        select source from source
        where absent_is_zero
    ) as exhaustive
        on trade.source = exhaustive.source
),

-- A month is covered only where the source says something of it: a year that was never loaded
-- must not turn into zeros.
covered as (
    select geo, flow, source, ref_month, max(vintage) as vintage
    from listed
    group by all
),

known as (
    select distinct geo, section, source, partner
    from listed
)

select
    geo, partner, section, flow, ref_month, 0::bigint as value_cad, 'normal' as status, source,
    vintage
from covered
inner join known using (geo, source)
anti join listed using (geo, partner, section, flow, ref_month, source)

union all

select
    geo, 'WLD' as partner, section, flow, ref_month,
    case when count(*) = count(value_cad) then sum(value_cad) end::bigint as value_cad,
    case when count(*) = count(value_cad) then 'normal' else 'not_available' end as status,
    source, max(vintage) as vintage
from listed
anti join (
    select distinct geo, section, flow, source
    from listed
    where partner = 'WLD'
) as with_total using (geo, section, flow, source)
group by all
