/*
title: {fr: "Comme publié le…", en: "As published on…"}
unit: ""
description:
  fr: >-
    Une série, telle que chaque édition comparée par le projet l'a donnée, pour les périodes qu'une
    édition a changées. Une période qu'aucune édition n'a changée n'est pas montrée, non plus qu'une
    édition qui ne contenait pas la période.
  en: >-
    One series, as each edition compared by the project gave it, for the periods that an edition
    changed. A period that no edition changed is not shown, nor is an edition that did not hold the
    period.
grain: [period, edition]
sample:
  table_name: trade_partner_monthly
  frequency: month
  source: statcan_12100175
  geo: CA-QC
  partner: MEX
  measure: import
  detail: TOTAL
checks:
  - unique: [period, edition]
  - not_null: [period, edition, status]
*/
with changed as (
    select *
    from revision
    where
        table_name = $table_name
        and $frequency = case
            when ends_with(table_name, '_annual') then 'year'
            when ends_with(table_name, '_quarterly') then 'quarter'
            else 'month'
        end
        and source = $source
        and geo = $geo
        and partner = $partner
        and measure = $measure
        and detail = $detail
),

published as (
    select
        ref_period,
        vintage_before as edition,
        value_before as amount,
        status_before as status,
        source
    from changed

    union

    select ref_period, vintage as edition, value_after as amount, status, source
    from changed
)

select ref_period as period, edition, amount, status, source
from published
where status != ''
qualify row_number() over (partition by ref_period, edition order by amount nulls last) = 1
order by period, edition
