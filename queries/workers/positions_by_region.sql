/*
title: {fr: "Postes approuvés, par région économique", en: "Positions approved, by economic region"}
unit: positions
description:
  fr: >-
    Postes visés par une étude d'impact favorable dans l'année, par région économique : tous les
    volets, ou le seul Programme des travailleurs agricoles saisonniers. Les postes répartis sur
    plusieurs régions ont leur propre ligne, sans rang.
  en: >-
    Positions on positive assessments in the year, by economic region: all streams, or the Seasonal
    Agricultural Worker Program alone. Positions spread over several regions have their own row,
    without a rank.
grain: [region]
sample: {geo: CA-QC, programme: tfwp, year: 2021}
checks:
  - unique: [region]
  - not_null: [region, is_several, status, source]
  - between: {share: [0, 1]}
*/
with positions as (
    select
        region, ref_year, value as positions, status, source, ends_with(region, '99') as is_several
    from lmia_position_annual
    where
        table_number = if($programme::varchar = 'tfwp_sawp', 26, 3)
        and programme = $programme::varchar
        and measure = 'positions_positive'
        and geo = $geo
        and ref_year between $year::int - 1 and $year::int
)

select
    case
        when not this.is_several and this.positions is not null
            then rank() over (partition by this.is_several order by this.positions desc nulls last)
    end as rank,
    this.region, this.is_several, this.positions, this.status,
    this.positions / nullif(total.positions, 0) as share,
    earlier.positions as previous_positions,
    this.positions / nullif(earlier.positions, 0) - 1 as growth,
    this.source
from positions as this
left join positions as total
    on (this.ref_year, this.source, 'all') = (total.ref_year, total.source, total.region)
left join positions as earlier
    on
        (this.region, this.source) = (earlier.region, earlier.source)
        and this.ref_year = earlier.ref_year + 1
where this.ref_year = $year::int and this.region != 'all'
order by this.is_several asc, this.positions desc nulls last, this.region asc
