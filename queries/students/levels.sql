/*
title: {fr: "Niveaux d'études", en: "Study levels"}
unit: persons
description:
  fr: >-
    Titulaires de permis d'études d'une province de destination par niveau et par année, tous pays
    réunis. Une personne peut être à deux niveaux dans la même année : la somme des niveaux dépasse
    le total, et celle de leurs parts aussi.
  en: >-
    Study permit holders of a province of intended destination by level and year, all countries
    together. A person may be at two levels in one year: the sum of the levels exceeds the total,
    and so does that of their shares.
grain: [study_level, ref_year]
sample: {measure: holders_year, geo: CA-QC, since: 2020, until: 2022}
checks:
  - unique: [study_level, ref_year]
  - not_null: [study_level, ref_year, period, months_covered, is_whole, status, source]
  - between: {share: [0, 1]}
*/
with years as (
    select *
    from student_year
    where measure = $measure and geo = $geo and partner = 'WLD'
)

select
    this.study_level, this.ref_year, make_date(this.ref_year, 1, 1) as period,
    this.months_covered, this.months_covered = 12 as is_whole, this.persons, this.status,
    this.persons_low, this.persons_high,
    this.persons / nullif(total.persons, 0) as share,
    case
        when this.months_covered = 12 and earlier.months_covered = 12
            then this.persons / nullif(earlier.persons, 0) - 1
    end as growth,
    this.source
from years as this
left join years as total
    on (this.ref_year, this.source, 'all') = (total.ref_year, total.source, total.study_level)
left join years as earlier
    on
        (this.study_level, this.source) = (earlier.study_level, earlier.source)
        and this.ref_year = earlier.ref_year + 1
where this.ref_year between $since::int and $until::int
order by this.study_level, this.ref_year
