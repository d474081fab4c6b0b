/*
title: {fr: "Titulaires au 31 décembre, par province", en: "Holders on 31 December, by province"}
unit: persons
description:
  fr: >-
    Titulaires d'un permis du programme valide le 31 décembre, par province de destination prévue,
    avec la part du Canada. Les permis dont la province n'est pas déclarée ont leur propre ligne :
    leur part dit jusqu'où les provinces se comparent. Seules les provinces chargées sont montrées.
  en: >-
    Holders of a permit of the programme valid on 31 December, by province of intended destination,
    with the share of Canada. Permits whose province is not stated have their own row: their share
    says how far provinces can be compared. Only provinces that are loaded are shown.
grain: [geo, ref_year]
sample: {programme: imp}
checks:
  - unique: [geo, ref_year]
  - not_null: [geo, ref_year, period, status, source]
  - between: {share: [0, 1]}
*/
with stock as (
    select
        permit.geo, permit.ref_year, permit.value as persons, permit.status,
        permit.value_low as persons_low, permit.value_high as persons_high, permit.source
    from work_permit_stock_annual as permit
    inner join source as card using (source)
    where
        permit.measure = 'stock_dec31'
        and permit.partner = 'WLD'
        and permit.programme = $programme
    qualify rank() over (order by card.precedence, permit.source) = 1
)

select
    this.geo, this.ref_year, make_date(this.ref_year, 1, 1) as period, this.persons, this.status,
    this.persons_low, this.persons_high,
    this.persons / nullif(canada.persons, 0) as share,
    earlier.persons as previous_persons,
    this.persons / nullif(earlier.persons, 0) - 1 as growth,
    this.source
from stock as this
left join stock as canada
    on this.ref_year = canada.ref_year and canada.geo = 'CA'
left join stock as earlier
    on this.geo = earlier.geo and this.ref_year = earlier.ref_year + 1
order by this.ref_year asc, this.persons desc nulls last, this.geo asc
