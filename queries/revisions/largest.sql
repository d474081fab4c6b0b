/*
title: {fr: "Plus fortes révisions", en: "Largest revisions"}
unit: ""
description:
  fr: >-
    Valeurs que la dernière édition d'une source a révisées, de la plus forte révision à la plus
    faible : valeur dans l'édition précédente, valeur dans la nouvelle, différence, et différence
    rapportée à la valeur précédente. Les valeurs sont dans l'unité de la table : dollars, personnes
    ou postes.
  en: >-
    Values that a source's latest edition revised, from the largest revision to the smallest: value
    in the edition before, value in the new one, difference, and difference relative to the value
    before. Values are in the unit of the table: dollars, persons or positions.
grain: [source, geo, partner, measure, detail, period]
sample:
  table_name: trade_partner_monthly
  frequency: month
  max_rows: 4
checks:
  - not_null: [source, geo, partner, measure, period, vintage_before, vintage]
*/
with last_edition as (
    select *
    from revision
    where
        table_name = $table_name
        and $frequency = case
            when ends_with(table_name, '_annual') then 'year'
            when ends_with(table_name, '_quarterly') then 'quarter'
            else 'month'
        end
    qualify rank() over (partition by source order by vintage desc, vintage_before desc) = 1
)

select
    geo,
    partner,
    measure,
    detail,
    ref_period as period,
    value_before as before_value,
    value_after as after_value,
    status,
    change as change_value,
    change / nullif(abs(value_before), 0) as relative_change,
    vintage_before,
    vintage,
    source
from last_edition
where kind = 'revised'
order by
    abs(change) desc nulls last,
    geo asc, partner asc, measure asc, detail asc, period asc, source asc
limit $max_rows
