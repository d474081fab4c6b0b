/*
title: {fr: "Classement des pays de la région", en: "Ranking of the region's countries"}
unit: persons
description:
  fr: >-
    Les pays d'Amérique latine et des Antilles pour une année : personnes, part du total de tous les
    pays, et croissance depuis l'année précédente. Un pays supprimé, ou qu'un pays supprimé pourrait
    dépasser, n'a pas de rang. Ni une année en cours ni un nombre supprimé n'ont de croissance.
  en: >-
    The countries of Latin America and the Antilles for one year: persons, share of the
    all-countries total, and growth since the year before. A suppressed country, or one that a
    suppressed country might exceed, has no rank. Neither a year in progress nor a suppressed number
    has a growth rate.
grain: [partner]
sample: {measure: holders_year, geo: CA, year: 2021}
checks:
  - unique: [partner]
  - not_null: [partner, sub_region, status, months_covered, source]
  - between: {share: [0, 1]}
*/
with years as (
    select *
    from student_year
    where
        measure = $measure
        and geo = $geo
        and study_level = 'all'
        and ref_year between $year::int - 1 and $year::int
),

listed as (
    select years.*, country.sub_region
    from years
    inner join partner as country using (partner)
    where country.is_ala and years.ref_year = $year::int
)

select
    case
        when
            this.persons
            > coalesce(max(this.persons_high) filter (where this.persons is null) over (), -1)
            then rank() over (order by this.persons desc nulls last)
    end as rank_region,
    this.partner, this.sub_region, this.persons, this.status, this.persons_low, this.persons_high,
    this.persons / nullif(total.persons, 0) as share,
    earlier.persons as previous_persons, earlier.persons_low as previous_persons_low,
    earlier.persons_high as previous_persons_high, earlier.status as previous_status,
    case
        when this.months_covered = 12 and earlier.months_covered = 12
            then this.persons / nullif(earlier.persons, 0) - 1
    end as growth,
    this.months_covered, this.source
from listed as this
left join years as total
    on (this.ref_year, this.source, 'WLD') = (total.ref_year, total.source, total.partner)
left join years as earlier
    on
        (this.partner, this.source) = (earlier.partner, earlier.source)
        and this.ref_year = earlier.ref_year + 1
order by this.persons desc nulls last, this.persons_high desc nulls last, this.partner asc
