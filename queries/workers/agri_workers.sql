/*
title:
  fr: "Travailleurs agricoles selon Statistique Canada"
  en: "Agricultural workers as counted by Statistics Canada"
unit: persons
description:
  fr: >-
    Travailleurs étrangers temporaires qui ont eu un emploi dans l'agriculture ou l'agroalimentaire
    dans l'année, par pays de citoyenneté. Ce sont des personnes, et non des postes approuvés ni des
    permis. Le total de tous les pays est celui que publie Statistique Canada.
  en: >-
    Temporary foreign workers employed in agriculture or agri-food in the year, by country of
    citizenship. These are persons, neither positions approved nor permits. The all-countries total
    is the one that Statistics Canada publishes.
grain: [partner, ref_year]
sample: {geo: CA-QC, partners: [MEX, BRA, WLD]}
checks:
  - unique: [partner, ref_year]
  - not_null: [partner, ref_year, period, status, source]
  - between: {share: [0, 1]}
*/
with workers as (
    select
        partner, ref_year, value as persons, status, value_low as persons_low,
        value_high as persons_high, source
    from agri_worker_annual
    where measure = 'workers' and geo = $geo and origin_concept = 'citizenship'
)

select
    this.partner, this.ref_year, make_date(this.ref_year, 1, 1) as period, this.persons,
    this.status, this.persons_low, this.persons_high,
    this.persons / nullif(total.persons, 0) as share,
    this.persons / nullif(earlier.persons, 0) - 1 as growth,
    this.source
from workers as this
left join workers as total
    on (this.ref_year, this.source, 'WLD') = (total.ref_year, total.source, total.partner)
left join workers as earlier
    on
        (this.partner, this.source) = (earlier.partner, earlier.source)
        and this.ref_year = earlier.ref_year + 1
where list_contains($partners::varchar[], this.partner)
order by this.partner, this.ref_year
