/*
title: {fr: "Résidents non permanents, par trimestre", en: "Non-permanent residents, by quarter"}
unit: persons
description:
  fr: >-
    Estimation de la population des résidents non permanents le premier jour du trimestre, par type.
    Elle ne se compare pas aux comptes de permis d'IRCC. La croissance compare au même trimestre un
    an plus tôt.
  en: >-
    Estimated population of non-permanent residents on the first day of the quarter, by type. It is
    not comparable with IRCC's permit counts. Growth compares with the same quarter a year earlier.
grain: [resident_type, period]
sample: {geo: CA-QC, types: [all, permit_work, permit_study]}
checks:
  - unique: [resident_type, period]
  - not_null: [resident_type, period, status, source]
*/
with residents as (
    select
        resident_type, ref_quarter as period, value as persons, status,
        value_low as persons_low, value_high as persons_high, source
    from non_permanent_resident_quarterly
    where measure = 'residents_quarter' and geo = $geo
)

select
    this.resident_type, this.period, this.persons, this.status, this.persons_low,
    this.persons_high,
    this.persons / nullif(earlier.persons, 0) - 1 as growth,
    this.source
from residents as this
left join residents as earlier
    on
        (this.resident_type, this.source) = (earlier.resident_type, earlier.source)
        and this.period = earlier.period + interval 1 year
where list_contains($types::varchar[], this.resident_type)
order by this.resident_type, this.period
