/*
title: {fr: "Calendrier des diffusions", en: "Release calendar"}
unit: ""
description:
  fr: >-
    Date à laquelle la période suivante de chaque source chargée est attendue, d'après sa fréquence
    de diffusion et son délai habituel. À jour : la date n'est pas venue. Attendue : elle est passée
    depuis peu (10 jours pour un mois, 20 pour un trimestre, 60 pour une année). En retard :
    au-delà.
  en: >-
    Date on which the next period of each loaded source is expected, from its release frequency and
    its usual lag. Up to date: the date has not come. Due: it has just passed (10 days for a month,
    20 for a quarter, 60 for a year). Late: beyond.
grain: [source]
sample:
  today: 2023-04-12
checks:
  - unique: [source]
  - not_null: [source, rhythm, covered_until, expected_on, state]
*/
with paced as (
    select
        *,
        case rhythm when 'monthly' then 1 when 'quarterly' then 3 else 12 end as n_months,
        case rhythm when 'monthly' then 10 when 'quarterly' then 20 else 60 end as grace_days
    from source
    where origin != 'not_loaded' and licence != 'CITED_FACT' and last_period is not null
),

expected as (
    select
        *,
        (last_period + to_months(2 * n_months) + to_days(lag_days - 1))::date as expected_on
    from paced
)

select
    source,
    number,
    rhythm,
    case rhythm
        when 'annual' then strftime(last_period, '%Y')
        when 'quarterly' then year(last_period) || '-Q' || quarter(last_period)
        else strftime(last_period, '%Y-%m')
    end as covered_until,
    vintage,
    vintage_kind,
    expected_on,
    case
        when $today::date < expected_on then 'fresh'
        when $today::date <= expected_on + grace_days then 'due'
        else 'late'
    end as state,
    greatest(date_diff('day', expected_on, $today::date), 0) as days_late,
    origin,
    attempted_at,
    attempt,
    refused
from expected
order by expected_on, source
