/*
title:
  fr: "Ce qui compose un programme au 31 décembre"
  en: "What a programme is made of on 31 December"
unit: persons
description:
  fr: >-
    Titulaires au 31 décembre, par composante d'un programme. Les composantes d'un même niveau font
    le programme, aux arrondis près. La part n'est pas donnée quand la composante est supprimée, ni
    la croissance quand l'une des deux années l'est.
  en: >-
    Holders on 31 December, by component of a programme. The components of one level make up the
    programme, but for rounding. The share is not given when the component is suppressed, nor growth
    when either year is.
grain: [programme]
sample: {geo: CA-QC, parent: tfwp_agriculture, year: 2021}
checks:
  - unique: [programme]
  - not_null: [programme, status, source]
*/
with stock as (
    select
        permit.programme, permit.ref_year, permit.value as persons, permit.status,
        permit.value_low as persons_low, permit.value_high as persons_high, permit.source,
        kind.parent
    from work_permit_stock_annual as permit
    inner join source as card using (source)
    inner join permit_programme as kind using (programme)
    where
        permit.measure = 'stock_dec31'
        and permit.geo = $geo
        and permit.partner = 'WLD'
        and permit.ref_year between $year::int - 1 and $year::int
        and list_contains([permit.programme, kind.parent], $parent::varchar)
    qualify
        rank() over (partition by permit.programme order by card.precedence, permit.source) = 1
)

select
    this.programme, this.persons, this.status, this.persons_low, this.persons_high,
    this.persons / nullif(whole.persons, 0) as share,
    earlier.persons as previous_persons,
    earlier.status as previous_status,
    this.persons / nullif(earlier.persons, 0) - 1 as growth,
    this.source
from stock as this
left join stock as whole
    on
        (this.ref_year, this.source, this.parent)
        = (whole.ref_year, whole.source, whole.programme)
left join stock as earlier
    on
        (this.programme, this.source) = (earlier.programme, earlier.source)
        and this.ref_year = earlier.ref_year + 1
where this.ref_year = $year::int and this.parent = $parent::varchar
order by this.persons desc nulls last, this.programme asc
