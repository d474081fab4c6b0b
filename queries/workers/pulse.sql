/*
title: {fr: "Les travailleurs temporaires en ce moment", en: "Temporary workers right now"}
unit: ""
description:
  fr: >-
    Dernière année connue de chaque compte : postes approuvés par pays de la région et en
    agriculture primaire, titulaires au 31 décembre de chaque programme. La somme de la région est
    un plancher. Postes et personnes ne s'additionnent pas, ni les deux programmes.
  en: >-
    Latest known year of each count: positions approved by country of the region and in primary
    agriculture, holders on 31 December in each programme. The region's sum is a floor. Positions
    and persons do not add up, nor do the two programmes.
grain: [measure, partner, programme, stream]
region: partner
sample: {geo: CA-QC}
checks:
  - unique: [measure, partner, programme, stream]
  - not_null: [measure, partner, programme, stream, unit, ref_year, status, n_partners, source]
*/
with counted as (
    select
        measure, partner, programme, stream, table_number, ref_year, value as amount, status,
        source, 1 as n_partners
    from lmia_position_annual
    where
        geo = $geo and measure = 'positions_positive'
        and (
            table_number = 10
            or (table_number = 13 and list_contains(['all', 'primary_agriculture'], stream))
        )

    union all by name

    select
        measure, partner, programme, 'all' as stream, ref_year, value as amount, status, source,
        1 as n_partners
    from work_permit_stock_annual
    where geo = $geo and measure = 'stock_dec31' and list_contains(['tfwp', 'imp'], programme)
),

region as (
    select counted.*
    from counted
    inner join partner as country using (partner)
    where counted.table_number = 10 and country.is_ala
),

shown as (
    from counted
    where partner = 'WLD'
    union all by name
    from region
    union all by name
    select
        measure, 'ALA' as partner, programme, stream, ref_year, source,
        if(count(*) = count(amount), sum(amount), null)::bigint as amount,
        coalesce(max(status) filter (where amount is null), 'normal') as status,
        count(*) as n_partners
    from region
    group by measure, programme, stream, ref_year, source
)

select
    this.measure, this.partner, this.programme, this.stream, kind.unit, this.ref_year, this.amount,
    this.status, this.partner = 'ALA' as is_floor, this.n_partners,
    earlier.amount as previous_amount,
    case when not is_floor then this.amount / nullif(earlier.amount, 0) - 1 end as growth,
    this.source
from shown as this
inner join measure as kind using (measure)
left join shown as earlier
    on
        (this.measure, this.partner, this.programme, this.stream, this.source)
        = (earlier.measure, earlier.partner, earlier.programme, earlier.stream, earlier.source)
        and this.ref_year = earlier.ref_year + 1
qualify this.ref_year = max(this.ref_year) over (partition by this.measure, this.source)
order by
    this.measure asc, this.amount desc nulls last, this.partner asc, this.programme asc,
    this.stream asc
