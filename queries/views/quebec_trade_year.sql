/*
title: {fr: "Échanges annuels du Québec", en: "Québec's annual trade"}
unit: CAD
description:
  fr: >-
    Marchandises du Québec par partenaire et année : le tableau annuel, qui donne tous les pays,
    là où il est chargé, sinon les douze mois des principaux partenaires. Une année vient d'un
    seul des deux. Le rang classe les partenaires publiés ; celui de la région n'existe que si
    tous les pays le sont.
  en: >-
    Québec's goods by partner and year: the annual table, which gives every country, where it is
    loaded, else the twelve months of the principal partners. A year comes from one of the two.
    The rank is among published partners; the region's exists only where every country is.
grain: [partner, ref_year]
materialized: true
*/
with known as (
    select 1 as choice, partner, ref_year, direction, value_cad, source
    from trade_total_annual
    where geo = 'CA-QC'

    union all

    select 2 as choice, partner, ref_year, direction, value_cad, source
    from trade_total_year
    where geo = 'CA-QC' and list_contains(['export', 'import'], direction)
),

chosen as (
    from known
    qualify choice = min(choice) over (partition by ref_year)
),

wide as (
    select
        partner, ref_year,
        max(value_cad) filter (where direction = 'export') as export_cad,
        max(value_cad) filter (where direction = 'import') as import_cad,
        string_agg(distinct source, ' ' order by source) as source
    from chosen
    group by partner, ref_year
)

select
    wide.partner, wide.ref_year, wide.export_cad, wide.import_cad,
    wide.export_cad + wide.import_cad as total_cad,
    wide.export_cad - wide.import_cad as balance_cad,
    country.is_ala,
    not bool_or(wide.partner = 'OTH') over same_year as has_every_country,
    case
        when total_cad is not null and not list_contains(['WLD', 'OTH'], wide.partner)
            then
                rank() over (
                    partition by wide.ref_year, list_contains(['WLD', 'OTH'], wide.partner)
                    order by total_cad desc nulls last
                )
    end as total_rank,
    case
        when total_cad is not null and country.is_ala and has_every_country
            then
                rank() over (
                    partition by wide.ref_year, country.is_ala order by total_cad desc nulls last
                )
    end as ala_rank,
    wide.source
from wide
left join partner as country on wide.partner = country.partner
window same_year as (partition by wide.ref_year)
