/*
title: {fr: "Verdicts des énoncés", en: "Verdicts of claims"}
unit: ""
description:
  fr: "Un verdict et sa raison par énoncé, par la règle écrite dans strategy/claims."
  en: "One verdict and its reason per claim, by the rule written in strategy/claims."
grain: [claim]
materialized: true
*/
with one_year as (
    from claim_placed
    where is_then
    qualify
        row_number() over (partition by claim order by is_told desc, is_rounded desc, ref_year desc)
        = 1
)

select
    stated.claim, stated.number, stated.target as target_id, stated.statement_fr,
    stated.statement_en, stated.passage_fr, stated.passage_en, stated.partners, stated.evidence,
    series.page, stated.year_from, stated.year_to, stated.comparison,
    stated.value as stated_value, stated.unit, stated.rounding, stated.definition,
    stated.note_fr, stated.note_en, series.loads,
    one_year.ref_year as computed_year, one_year.computed_value,
    latest.ref_year as now_year, latest.computed_value as now_value,
    case
        when stated.comparison = 'target' then 'aim'
        when not series.is_open then 'no_open_series'
        when coalesce(stated.year_from, stated.year_to) < series.first_year then 'starts_later'
        when series.table_name = '' then 'no_source'
        when one_year.claim is null then 'not_loaded'
        when stated.definition = 'other' then 'other_quantity'
        when one_year.is_told then 'as_stated'
        when one_year.is_rounded then 'rounding'
        when stated.definition = 'near' then 'counted_otherwise'
        when stated.stated_on < card.vintage then 'later_edition'
        else 'unexplained'
    end as reason,
    case reason
        when 'aim' then 'target'
        when 'no_open_series' then 'not_computable'
        when 'starts_later' then 'not_computable'
        when 'no_source' then 'not_loaded'
        when 'not_loaded' then 'not_loaded'
        when 'other_quantity' then 'definition_differs'
        when 'as_stated' then 'confirmed'
        when 'rounding' then 'confirmed_rounding'
        when 'counted_otherwise' then 'definition_differs'
        when 'later_edition' then 'revised_since'
        else 'not_confirmed'
    end as verdict,
    concat_ws(
        ' ', 'published_figures', nullif(coalesce(one_year.source, latest.source), '')
    ) as source
from claim as stated
inner join evidence as series on stated.evidence = series.evidence
left join one_year on stated.claim = one_year.claim
left join claim_placed as latest on stated.claim = latest.claim and latest.is_last
left join source as card on one_year.source = card.source
