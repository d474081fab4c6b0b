/*
title: {fr: "Échanges avec un pays", en: "Trade with a country"}
unit: CAD
description:
  fr: >-
    Exportations, importations, leur solde et leur somme, pour les dernières années civiles
    complètes et pour les douze derniers mois connus. La variation compare à la période précédente
    de même longueur. L'année vient des mois, ou du tableau annuel quand le pays n'est publié qu'une
    fois l'an. Un solde n'est donné que si les deux sens sont connus.
  en: >-
    Exports, imports, their balance and their sum, for the latest complete calendar years and for
    the latest twelve months known. The change compares with the previous period of the same length.
    The year comes from the months, or from the annual table where the country is published once a
    year only. A balance is given only where both directions are known.
grain: [frequency, period]
sample: {geo: CA-QC, partner: MEX, years: 5}
checks:
  - unique: [frequency, period]
  - not_null: [frequency, period, period_end, exports_status, imports_status, status]
*/
with known as (
    select
        'year' as frequency, direction, make_date(ref_year, 12, 1) as period_end, value_cad,
        status, source
    from country_trade_year
    where geo = $geo and partner = $partner

    union all

    select 'rolling' as frequency, direction, period_end, value_cad, status, source
    from trade_rolling
    where geo = $geo and partner = $partner
),

compared as (
    select
        *,
        value_cad / nullif(
            first_value(value_cad) over (
                partition by frequency, direction
                order by period_end
                range between interval 1 year preceding and interval 1 year preceding
            ), 0
        ) - 1 as growth,
        coalesce(
            max(period_end) filter (where direction = 'balance') over (partition by frequency),
            max(period_end) over (partition by frequency)
        ) as last_end
    from known
)

select
    frequency,
    if(frequency = 'year', date_trunc('year', period_end), period_end)::date as period, period_end,
    any_value(value_cad) filter (where direction = 'export') as exports_cad,
    coalesce(any_value(status) filter (where direction = 'export'), 'not_available')
        as exports_status,
    any_value(growth) filter (where direction = 'export') as exports_growth,
    any_value(value_cad) filter (where direction = 'import') as imports_cad,
    coalesce(any_value(status) filter (where direction = 'import'), 'not_available')
        as imports_status,
    any_value(growth) filter (where direction = 'import') as imports_growth,
    any_value(value_cad) filter (where direction = 'balance') as balance_cad,
    any_value(value_cad) filter (where direction = 'total') as trade_cad,
    any_value(growth) filter (where direction = 'total') as trade_growth,
    coalesce(any_value(status) filter (where direction = 'balance'), 'not_available') as status,
    coalesce(any_value(source) filter (where direction = 'balance'), max(source)) as source
from compared
where
    if(
        frequency = 'year',
        period_end > last_end - to_years($years::int) and period_end <= last_end,
        period_end = last_end
    )
group by frequency, period_end
order by frequency desc, period_end asc
