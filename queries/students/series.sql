/*
title: {fr: "Titulaires de permis d'études, par année", en: "Study permit holders, by year"}
unit: persons
description:
  fr: >-
    Personnes par pays de citoyenneté et par année : celles dont un permis a pris effet dans l'année
    (chacune compte une fois) ou celles dont un permis est valide le 31 décembre. IRCC arrondit à 5
    et supprime les nombres de 0 à 5. Le total de la région additionne ses pays publiés ; dès qu'un
    pays est supprimé, il n'est connu qu'entre deux bornes. La croissance compare deux années
    entières, jamais un nombre supprimé. La part est celle du total de tous les pays.
  en: >-
    Persons by country of citizenship and year: those for whom a permit took effect in the year
    (each counts once) or those with a valid permit on 31 December. IRCC rounds to 5 and suppresses
    numbers from 0 to 5. The region's total adds its published countries; as soon as one is
    suppressed, it is known between two bounds only. Growth compares two whole years, never a
    suppressed number. The share is of the all-countries total.
grain: [partner, ref_year]
region: partner
sample:
  measure: holders_year
  geo: CA
  partners: [MEX, BRA, HTI, ALA, WLD]
  since: 2020
  until: 2022
checks:
  - unique: [partner, ref_year]
  - not_null: [partner, ref_year, period, months_covered, is_whole, status, n_partners, source]
  - between: {share: [0, 1], months_covered: [1, 12]}
*/
with years as (
    select *
    from student_year
    where measure = $measure and geo = $geo and study_level = 'all'
)

select
    this.partner, this.ref_year, make_date(this.ref_year, 1, 1) as period, this.months_covered,
    this.months_covered = 12 as is_whole, this.persons, this.status, this.persons_low,
    this.persons_high,
    case
        when this.months_covered = 12 and earlier.months_covered = 12
            then this.persons / nullif(earlier.persons, 0) - 1
    end as growth,
    this.persons / nullif(total.persons, 0) as share,
    this.n_partners, this.n_hidden, this.source
from years as this
left join years as total
    on (this.ref_year, this.source, 'WLD') = (total.ref_year, total.source, total.partner)
left join years as earlier
    on
        (this.partner, this.source, this.n_partners)
        = (earlier.partner, earlier.source, earlier.n_partners)
        and this.ref_year = earlier.ref_year + 1
where
    list_contains($partners::varchar[], this.partner)
    and this.ref_year between $since::int and $until::int
order by this.partner, this.ref_year
