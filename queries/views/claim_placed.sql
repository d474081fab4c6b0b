/*
title: {fr: "Énoncés face à leurs valeurs", en: "Claims against their values"}
unit: ""
description:
  fr: >-
    Chaque valeur calculée d'un énoncé, et si elle est de son année, la dernière, dans ce que ses
    mots permettent, ou dans son arrondi.
  en: >-
    Each computed value of a claim, and whether it is of its year, the latest, within what its
    words allow, or within its rounding.
grain: [claim, ref_year]
materialized: true
*/
with bounds as (
    select
        claim, comparison, value, rounding, year_to, year_slack,
        -- What the words allow: «more than 5» stops at the next printed digit, «nearly 5» starts
        -- at the one before.
        if(comparison = 'under', value - rounding, value) as low,
        if(comparison = 'over', value + rounding, value) as high
    from claim
)

select
    bounds.claim, found.ref_year, found.computed_value, found.source,
    case bounds.comparison
        when 'positive' then found.computed_value > 0
        when 'between'
            then abs(found.computed_value - bounds.value) <= bounds.rounding / 2 * (1 + 1e-9)
        when 'over' then found.computed_value >= low and found.computed_value < high
        else found.computed_value between low and high
    end as is_told,
    abs(found.computed_value - bounds.value) <= bounds.rounding / 2 * (1 + 1e-9) as is_rounded,
    found.ref_year between bounds.year_to - bounds.year_slack and bounds.year_to as is_then,
    found.ref_year = max(found.ref_year) over (partition by found.claim) as is_last
from bounds
inner join claim_value as found on bounds.claim = found.claim
