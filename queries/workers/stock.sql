/*
title:
  fr: "Titulaires d'un permis de travail au 31 décembre"
  en: "Work permit holders on 31 December"
unit: persons
description:
  fr: >-
    Titulaires d'un permis de travail valide le 31 décembre, par programme et province de
    destination prévue. Les programmes ne s'additionnent pas en personnes : une personne peut
    relever des deux. Les saisonniers repartis avant cette date n'y sont pas. IRCC arrondit à 5 et
    supprime les nombres de 0 à 5.
  en: >-
    Holders of a work permit valid on 31 December, by programme and province of intended
    destination. Programmes do not add up to persons: a person may be in both. Seasonal workers who
    left before that date are not included. IRCC rounds to 5 and suppresses numbers from 0 to 5.
grain: [programme, ref_year]
sample: {geo: CA-QC, programmes: [tfwp, imp, tfwp_sawp]}
checks:
  - unique: [programme, ref_year]
  - not_null: [programme, ref_year, period, status, source]
*/
with stock as (
    select
        permit.programme, permit.ref_year, permit.value as persons, permit.status,
        permit.value_low as persons_low, permit.value_high as persons_high, permit.source
    from work_permit_stock_annual as permit
    inner join source as card using (source)
    where
        permit.measure = 'stock_dec31'
        and permit.geo = $geo
        and permit.partner = 'WLD'
        and list_contains($programmes::varchar[], permit.programme)
    qualify
        rank() over (partition by permit.programme order by card.precedence, permit.source) = 1
)

select
    this.programme, this.ref_year, make_date(this.ref_year, 1, 1) as period, this.persons,
    this.status, this.persons_low, this.persons_high,
    this.persons / nullif(earlier.persons, 0) - 1 as growth,
    this.source
from stock as this
left join stock as earlier
    on
        (this.programme, this.source) = (earlier.programme, earlier.source)
        and this.ref_year = earlier.ref_year + 1
order by this.programme, this.ref_year
