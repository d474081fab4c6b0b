/*
title:
  fr: "Classement des pays par postes approuvés"
  en: "Ranking of countries by positions approved"
unit: positions
description:
  fr: >-
    Les premiers pays de résidence déclarés pour l'année, avec leur part de tous les postes
    approuvés. L'employeur n'est pas tenu de déclarer un pays : les parts ne font pas nécessairement
    un tout. Un pays qui n'était pas classé un an plus tôt est signalé.
  en: >-
    The leading countries of residence declared for the year, with their share of all positions
    approved. Employers need not declare a country: shares do not necessarily make a whole. A
    country that was not ranked a year earlier is marked.
grain: [partner]
sample: {geo: CA-QC, year: 2022}
checks:
  - unique: [partner]
  - not_null: [partner, rank, is_ala, status, source]
  - between: {share: [0, 1]}
*/
with positions as (
    select partner, stream, table_number, ref_year, rank, value as positions, status, source
    from lmia_position_annual
    where
        measure = 'positions_positive'
        and geo = $geo
        and ref_year between $year::int - 1 and $year::int
        and table_number in (10, 13)
),

totals as (
    select ref_year, source, positions as total
    from positions
    where table_number = 13 and stream = 'all'
),

listed as (
    from positions
    where table_number = 10
)

select
    this.rank, this.partner, coalesce(country.is_ala, false) as is_ala, this.positions, this.status,
    this.positions / nullif(totals.total, 0) as share,
    earlier.positions as previous_positions,
    case
        when earlier.partner is not null then earlier.status
        when exists (
            select 1 from listed
            where listed.ref_year = $year::int - 1
        ) then 'below_rank'
        else 'not_available'
    end as previous_status,
    this.positions / nullif(earlier.positions, 0) - 1 as growth,
    this.source
from listed as this
left join totals using (ref_year, source)
left join partner as country on this.partner = country.partner
left join listed as earlier
    on
        (this.partner, this.source) = (earlier.partner, earlier.source)
        and this.ref_year = earlier.ref_year + 1
where this.ref_year = $year::int
order by this.rank, this.partner
