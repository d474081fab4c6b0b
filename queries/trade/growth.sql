/*
title: {fr: "Croissance entre deux années", en: "Growth between two years"}
unit: ratio
description:
  fr: >-
    Valeur de la première et de la dernière année, croissance entre les deux et croissance annuelle
    moyenne (taux composé). Quand une année est incomplète ou sans valeur, il n'y a pas de taux et
    la raison est dite. Une croissance à partir de zéro est sans objet.
  en: >-
    Value of the first and of the last year, growth between them and mean annual growth (compound
    rate). When a year is incomplete or has no value, there is no rate and the reason is given.
    Growth from zero is not applicable.
grain: [partner]
sample:
  geo: CA-QC
  section: TOTAL
  direction: export
  partners: [MEX, BRA, PER, OTH, WLD, COL]
  first_year: 2020
  last_year: 2022
checks:
  - unique: [partner]
  - not_null: [partner, first_year, last_year]
  - between: {cagr: [-1, 100]}
*/
with yearly as (
    select partner, year(period_end) as ref_year, value_cad, status, source
    from trade_period
    where
        geo = $geo
        and section = $section
        and direction = $direction
        and frequency = 'year'
        and list_contains($partners::varchar[], partner)
),

ends as (
    select
        asked.partner,
        opening.value_cad as first_value_cad,
        closing.value_cad as last_value_cad,
        coalesce(closing.source, opening.source) as source,
        case
            when asked.partner not in (select partner from yearly) then 'not_loaded'
            when $last_year::int <= $first_year::int then 'not_applicable'
            when opening.status is null or closing.status is null then 'not_available'
            when opening.value_cad is null then opening.status
            when closing.value_cad is null then closing.status
            when opening.value_cad <= 0 then 'not_applicable'
            else 'normal'
        end as status
    from (select distinct unnest($partners::varchar[]) as partner) as asked
    left join yearly as opening
        on asked.partner = opening.partner and opening.ref_year = $first_year::int
    left join yearly as closing
        on asked.partner = closing.partner and closing.ref_year = $last_year::int
)

select
    partner,
    $first_year::int as first_year,
    $last_year::int as last_year,
    first_value_cad, last_value_cad,
    last_value_cad - first_value_cad as change_cad,
    case when status = 'normal' then last_value_cad / first_value_cad - 1 end as growth,
    case
        when status = 'normal'
            then pow(last_value_cad / first_value_cad, 1 / ($last_year::int - $first_year::int)) - 1
    end as cagr,
    status, source
from ends
order by partner
