/*
title:
  fr: "Échanges et mobilité d'un pays dans le temps"
  en: "A country's trade and mobility over time"
unit: ""
description:
  fr: >-
    Sur les mêmes années : exportations et importations, étudiants au Canada, travailleurs agricoles
    et postes approuvés au Québec. Seules les années entières sont montrées. Dollars, personnes et
    postes ont chacun leur échelle. Deux courbes qui montent ensemble ne disent pas que l'une cause
    l'autre.
  en: >-
    Over the same years: exports and imports, students in Canada, agricultural workers and positions
    approved in Québec. Only whole years are shown. Dollars, persons and positions each have their
    own scale. Two lines that rise together do not say that one causes the other.
grain: [series, ref_year]
sample: {geo: CA-QC, partner: MEX}
checks:
  - unique: [series, ref_year]
  - not_null: [series, geo, ref_year, period, unit, status, source]
*/
with shown as (
    select
        case direction when 'export' then 'exports' else 'imports' end as series, geo, partner,
        ref_year, 'CAD' as unit, value_cad as amount, status, source
    from country_trade_year
    where
        geo = $geo and partner = $partner and list_contains(['export', 'import'], direction)

    union all by name

    from country_people
    where partner = $partner
)

select
    series, geo, ref_year, make_date(ref_year, 1, 1) as period, unit, amount::double as amount,
    amount_low::double as amount_low, amount_high::double as amount_high, status, source
from shown
order by
    list_position(['exports', 'imports', 'students', 'agri_workers', 'positions'], series) asc,
    ref_year asc
