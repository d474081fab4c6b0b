/*
title:
  fr: "Part du Québec dans le commerce du Canada avec un pays"
  en: "Québec's share of Canada's trade with a country"
unit: ratio
description:
  fr: >-
    Échanges du Québec avec le pays, rapportés à ceux du Canada avec ce même pays, pour les mêmes
    années civiles et les douze derniers mois connus des deux. Les exportations du Canada
    comprennent les réexportations, qu'aucune province ne détient : la part du Québec dans les
    exportations est donc un plancher.
  en: >-
    Québec's trade with the country as a share of Canada's trade with it, for the same calendar
    years and the latest twelve months known for both. Canada's exports include re-exports, which no
    province owns: Québec's share of exports is therefore a floor.
grain: [direction, frequency, period]
sample: {partner: MEX, years: 5}
checks:
  - unique: [direction, frequency, period]
  - not_null: [direction, frequency, period, is_floor, status, source]
  - between: {share_of_canada: [0, 1]}
*/
with known as (
    select
        geo, direction, 'year' as frequency, make_date(ref_year, 12, 1) as period_end, value_cad,
        status, source
    from country_trade_year
    where
        partner = $partner
        and list_contains(['CA', 'CA-QC'], geo)
        and list_contains(['export', 'import'], direction)

    union all

    select geo, direction, 'rolling' as frequency, period_end, value_cad, status, source
    from trade_rolling
    where
        partner = $partner
        and list_contains(['CA', 'CA-QC'], geo)
        and list_contains(['export', 'import'], direction)
)

select
    quebec.direction, quebec.frequency,
    if(
        quebec.frequency = 'year', date_trunc('year', quebec.period_end), quebec.period_end
    )::date as period,
    quebec.period_end, quebec.value_cad, quebec.status,
    canada.value_cad as canada_cad, canada.status as canada_status,
    quebec.value_cad / nullif(canada.value_cad, 0) as share_of_canada,
    quebec.direction = 'export' as is_floor,
    array_to_string(list_sort(list_distinct([quebec.source, canada.source])), ' ') as source
from known as quebec
inner join known as canada
    on
        (quebec.direction, quebec.frequency, quebec.period_end)
        = (canada.direction, canada.frequency, canada.period_end)
where quebec.geo = 'CA-QC' and canada.geo = 'CA'
qualify
    quebec.period_end
    > max(quebec.period_end) over (partition by quebec.direction, quebec.frequency)
    - to_months(if(quebec.frequency = 'year', 12 * $years::int, 1))
order by quebec.direction asc, quebec.frequency desc, quebec.period_end asc
