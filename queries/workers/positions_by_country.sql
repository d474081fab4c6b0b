/*
title:
  fr: "Postes approuvés, par pays de résidence"
  en: "Positions approved, by country of residence"
unit: positions
description:
  fr: >-
    Postes visés par une étude d'impact sur le marché du travail favorable, par pays de résidence
    que l'employeur déclare. Un poste approuvé n'est pas un travailleur arrivé. L'éditeur ne donne
    que les premiers rangs : un pays absent n'est pas à zéro ; il a au plus autant de postes que le
    dernier classé.
  en: >-
    Positions on positive labour market impact assessments, by the country of residence that the
    employer declares. A position approved is not a worker arrived. The publisher gives the first
    ranks only: an absent country is not at zero; it has at most as many positions as the last one
    ranked.
grain: [partner, ref_year]
sample: {geo: CA-QC, partners: [MEX, COL, BRA]}
checks:
  - unique: [partner, ref_year]
  - not_null: [partner, ref_year, period, status, last_rank, source]
*/
with listed as (
    select partner, ref_year, rank, value as positions, status, source
    from lmia_position_annual
    where
        table_number = 10
        and measure = 'positions_positive'
        and geo = $geo
),

years as (
    select
        ref_year, source, max(rank) as last_rank,
        case when count(*) = count(positions) then min(positions) end as last_positions
    from listed
    group by ref_year, source
),

shown as (
    select
        chosen.partner, years.ref_year, listed.rank, years.last_rank, listed.positions,
        coalesce(listed.status, 'below_rank') as status,
        case when listed.status is null then 0 end::bigint as positions_low,
        case when listed.status is null then years.last_positions end as positions_high,
        years.source
    from (select distinct unnest($partners::varchar[]) as partner) as chosen
    cross join years
    left join listed using (partner, ref_year, source)
)

select
    this.partner, this.ref_year, make_date(this.ref_year, 1, 1) as period, this.rank,
    this.last_rank, this.positions, this.status, this.positions_low, this.positions_high,
    this.positions / nullif(earlier.positions, 0) - 1 as growth,
    this.source
from shown as this
left join shown as earlier
    on
        (this.partner, this.source) = (earlier.partner, earlier.source)
        and this.ref_year = earlier.ref_year + 1
order by this.partner, this.ref_year
