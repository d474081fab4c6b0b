/*
title:
  fr: "Travailleurs agricoles saisonniers, par profession"
  en: "Seasonal agricultural workers, by occupation"
unit: positions
description:
  fr: >-
    Postes visés par une étude d'impact favorable du Programme des travailleurs agricoles
    saisonniers dans l'année, par profession (CNP 2011). La part se rapporte à la somme des
    professions du même tableau ; elle n'est donnée que si toutes ont une valeur.
  en: >-
    Positions on positive assessments of the Seasonal Agricultural Worker Program in the year, by
    occupation (NOC 2011). The share is of the sum of the same table's occupations; it is given only
    when all have a value.
grain: [occupation]
sample: {geo: CA-QC, year: 2021}
checks:
  - unique: [occupation]
  - not_null: [occupation, status, source]
  - between: {share: [0, 1]}
*/
with positions as (
    select occupation, ref_year, value as positions, status, source
    from lmia_position_annual
    where
        table_number = 27
        and programme = 'tfwp_sawp'
        and measure = 'positions_positive'
        and geo = $geo
        and occupation != 'all'
        and ref_year between $year::int - 1 and $year::int
),

totals as (
    select
        ref_year, source, case when count(*) = count(positions) then sum(positions) end as total
    from positions
    group by ref_year, source
)

select
    this.occupation, this.positions, this.status,
    this.positions / nullif(totals.total, 0) as share,
    earlier.positions as previous_positions,
    this.positions / nullif(earlier.positions, 0) - 1 as growth,
    this.source
from positions as this
inner join totals using (ref_year, source)
left join positions as earlier
    on
        (this.occupation, this.source) = (earlier.occupation, earlier.source)
        and this.ref_year = earlier.ref_year + 1
where this.ref_year = $year::int
order by this.positions desc nulls last, this.occupation asc
