/*
title:
  fr: "Permis de travail du mois, par citoyenneté"
  en: "Work permits of the month, by citizenship"
unit: persons
description:
  fr: >-
    Personnes dont un permis du programme a pris effet dans le mois, par pays de citoyenneté. IRCC
    arrondit à 5 et supprime les nombres de 0 à 5 : chaque ligne porte ses bornes. Une personne
    compte dans chaque mois où un permis prend effet : les mois ne s'additionnent pas en année. Le
    total de la région additionne ses pays publiés ; dès qu'un pays est supprimé, il n'est connu
    qu'entre deux bornes. La croissance compare au même mois un an plus tôt, jamais à un nombre
    supprimé.
  en: >-
    Persons for whom a permit of the programme took effect in the month, by country of citizenship.
    IRCC rounds to 5 and suppresses numbers from 0 to 5: each row bears its bounds. A person counts
    in each month in which a permit takes effect: months do not add up to a year. The region's total
    adds its published countries; as soon as one is suppressed, it is known between two bounds only.
    Growth compares with the same month a year earlier, never with a suppressed number.
grain: [partner, period]
region: partner
sample:
  {geo: CA, programme: tfwp, partners: [MEX, BRA, PER, ALA], since: 2021-01-01, until: 2022-12-01}
checks:
  - unique: [partner, period]
  - not_null: [partner, period, status, is_aggregate, n_partners, source]
*/
with region as (
    select permit.*
    from worker_month as permit
    inner join partner as country using (partner)
    where permit.geo = $geo and permit.programme = $programme and country.is_ala
),

shown as (
    select
        partner, ref_month, persons, persons_low, persons_high, status, source, 1 as n_partners
    from worker_month
    where
        geo = $geo
        and programme = $programme
        and list_contains($partners::varchar[], partner)

    union all by name

    select
        'ALA' as partner, ref_month,
        if(count(*) = count(persons), sum(persons), null)::bigint as persons,
        if(count(*) = count(persons_low), sum(persons_low), null)::bigint as persons_low,
        if(count(*) = count(persons_high), sum(persons_high), null)::bigint as persons_high,
        coalesce(max(status) filter (where persons is null), 'normal') as status,
        source, count(*) as n_partners
    from region
    where list_contains($partners::varchar[], 'ALA')
    group by ref_month, source
)

select
    this.partner, this.ref_month as period, this.persons, this.status, this.persons_low,
    this.persons_high,
    this.persons / nullif(earlier.persons, 0) - 1 as growth,
    this.partner = 'ALA' as is_aggregate, this.n_partners, this.source
from shown as this
left join shown as earlier
    on
        this.partner = earlier.partner
        and this.n_partners = earlier.n_partners
        and this.ref_month = earlier.ref_month + interval 1 year
where this.ref_month between $since::date and $until::date
order by is_aggregate desc, this.partner asc, period asc
