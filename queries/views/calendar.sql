/*
title: {fr: "Calendrier des périodes", en: "Calendar of periods"}
unit: ""
description:
  fr: >-
    Chaque mois et chaque période pour laquelle il compte : son mois, son trimestre, son année,
    et les douze périodes glissantes de douze mois qui le contiennent. « period » est le premier
    mois de la période, ou le dernier quand elle glisse ; « period_end », le dernier.
  en: >-
    Each month and each period that it counts for: its month, its quarter, its year, and the
    twelve rolling periods of twelve months that hold it. "period" is the period's first month,
    or the last when it rolls; "period_end", the last.
grain: [frequency, period, ref_month]
materialized: true
*/
with loaded as (
    select
        unnest(generate_series(min(first_month), max(last_month), interval 1 month))::date
            as ref_month
    from trade_series
),

-- step: months from one period end to the next; shift: period ends that a month lets pass.
pace as (
    select
        frequency, n_months, step,
        unnest(range(n_months // step)) as shift
    from (values ('month', 1, 1), ('quarter', 3, 3), ('year', 12, 12), ('rolling', 12, 1))
        as listed (frequency, n_months, step)
)

select
    frequency, n_months, ref_month,
    (ref_month + to_months(((step - month(ref_month) % step) % step + shift * step)::int))::date
        as period_end,
    (period_end - to_months(step - 1))::date as period
from loaded
cross join pace
