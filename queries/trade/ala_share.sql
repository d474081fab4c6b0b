/*
title: {fr: "Part de l'Amérique latine et des Antilles", en: "Share of the region in trade"}
unit: CAD
description:
  fr: >-
    Échanges avec les pays d'Amérique latine et des Antilles que la source publie, et leur part du
    total. C'est un plancher : chaque mois, seuls le Mexique, le Brésil et le Pérou sont publiés
    pour le Québec ; les autres pays de la région sont dans « autres pays ». Le nombre de pays
    comptés est donné à côté.
  en: >-
    Trade with the countries of Latin America and the Antilles that the source publishes, and their
    share of the total. It is a floor: every month only Mexico, Brazil and Peru are published for
    Québec; the region's other countries are within "other countries". The number of countries
    counted stands beside it.
grain: [period]
sample:
  geo: CA-QC
  section: TOTAL
  direction: export
  frequency: quarter
  since: 2021-01-01
  until: 2022-12-01
checks:
  - unique: [period]
  - not_null: [period, period_end, n_partners, n_region, status]
  - between: {share: [0, 1]}
*/
with known as (
    select partner, period, period_end, value_cad, gravity, source
    from trade_period
    where
        geo = $geo
        and section = $section
        and direction = $direction
        and frequency = $frequency
        and period >= $since::date
        and period_end <= $until::date
),

total as (
    select period, period_end, value_cad, source
    from known
    where partner = 'WLD'
),

region as (
    select
        period,
        count(*) as n_partners,
        case when count(*) = count(value_cad) then sum(value_cad) end::bigint as value_cad,
        substr(max(gravity), 2) as status
    from known
    semi join (
        select partner from partner
        where is_ala
    ) as ala
        using (partner)
    semi join total using (period, source)
    group by period
)

select
    total.period, total.period_end, region.value_cad,
    coalesce(region.status, 'not_available') as status,
    coalesce(n_partners, 0) as n_partners,
    (
        select count(*) from partner
        where is_ala
    ) as n_region,
    total.value_cad as total_cad,
    region.value_cad / nullif(total.value_cad, 0) as share,
    total.source
from total
left join region on total.period = region.period
order by total.period
