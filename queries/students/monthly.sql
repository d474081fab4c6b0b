/*
title: {fr: "Permis d'études du mois", en: "Study permits of the month"}
unit: persons
description:
  fr: >-
    Personnes dont un permis d'études a pris effet dans le mois, par pays de citoyenneté. Une
    personne compte dans chaque mois où un permis prend effet : les mois ne s'additionnent pas en
    année. Au Québec, seul le postsecondaire est publié par pays, selon la province de
    l'établissement. Le total de la région additionne ses pays publiés ; dès qu'un pays est
    supprimé, il n'est connu qu'entre deux bornes. La croissance compare au même mois un an plus
    tôt.
  en: >-
    Persons for whom a study permit took effect in the month, by country of citizenship. A person
    counts in each month in which a permit takes effect: months do not add up to a year. In Québec,
    only the post-secondary level is published by country, by province of the institution. The
    region's total adds its published countries; as soon as one is suppressed, it is known between
    two bounds only. Growth compares with the same month a year earlier.
grain: [partner, period]
region: partner
sample:
  {geo: CA, partners: [MEX, BRA, ALA, WLD], since: 2021-01-01, until: 2022-12-01}
checks:
  - unique: [partner, period]
  - not_null: [partner, period, status, n_partners, n_hidden, source]
*/
with months as (
    select
        partner, ref_month, persons, persons_low, persons_high, status, source, 1 as n_partners,
        (persons is null)::int as n_hidden
    from student_month
    where geo = $geo and list_contains($partners::varchar[], partner)

    union all by name

    select
        'ALA' as partner, ref_month,
        case when count(*) = count(persons) then sum(persons) end::bigint as persons,
        case when count(*) = count(persons_low) then sum(persons_low) end::bigint as persons_low,
        case when count(*) = count(persons_high) then sum(persons_high) end::bigint as persons_high,
        coalesce(
            max(status) filter (where persons is null and persons_high is null),
            max(status) filter (where persons is null),
            'normal'
        ) as status,
        source, count(*) as n_partners, count(*) - count(persons) as n_hidden
    from student_month
    inner join partner as country using (partner)
    where geo = $geo and country.is_ala and list_contains($partners::varchar[], 'ALA')
    group by ref_month, source
)

select
    this.partner, this.ref_month as period, this.persons, this.status, this.persons_low,
    this.persons_high, this.persons / nullif(earlier.persons, 0) - 1 as growth,
    this.n_partners, this.n_hidden, this.source
from months as this
left join months as earlier
    on
        (this.partner, this.source, this.n_partners)
        = (earlier.partner, earlier.source, earlier.n_partners)
        and this.ref_month = earlier.ref_month + interval 1 year
where this.ref_month between $since::date and $until::date
order by this.partner, period
