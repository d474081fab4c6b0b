/*
title: {fr: "Le chemin vers la cible", en: "The path to the target"}
unit: ratio
description:
  fr: >-
    Ratio à atteindre chaque année, en ligne droite de la dernière année connue à la cible, et
    exportations que cela demande si le PIB croît au taux choisi, avec leur croissance annuelle
    moyenne. Le départ est la série ; à défaut, le dernier ratio publié au degré de confiance
    choisi. Quand il n'y a pas de chemin (cible déjà atteinte, année passée, aucun ratio), la raison
    est dite.
  en: >-
    Ratio to be reached each year, in a straight line from the latest known year to the target, and
    exports that it takes if GDP grows at the chosen rate, with their mean annual growth. It starts
    from the series; failing that, from the latest ratio published with the chosen degree of trust.
    Where there is no path (target already reached, year past, no ratio), the reason is given.
grain: [ref_year]
sample: {geo: CA-QC, target: 0.5, year: 2030, gdp_growth: 0.04, trusts: [official_page]}
checks:
  - unique: [ref_year]
  - not_null: [target_ratio, target_year]
*/
with latest as (
    select ref_year, ratio, gdp_cad, exports_cad, source, start_origin, trust, figure
    from openness_known
    where
        geo = $geo
        and (start_origin = 'series' or list_contains($trusts::varchar[], trust))
    qualify
        row_number() over (order by start_origin desc, ref_year desc, figure asc) = 1
),

asked as (
    select
        latest.ref_year as last_year,
        latest.* exclude (ref_year),
        $year::int - latest.ref_year as n_years,
        case
            when latest.ref_year is null then 'no_ratio'
            when $target::double <= 0 then 'bad_target'
            when latest.ratio >= $target::double then 'target_reached'
            when $year::int <= latest.ref_year then 'year_past'
            when $year::int > latest.ref_year + 100 then 'year_too_far'
            when latest.ratio = 0 then 'zero_exports'
            when coalesce($gdp_growth::double, -1) <= -1 then 'bad_growth'
        end as obstacle
    from (select 1 as n_rows) as one
    left join latest on true
),

steps as (
    select
        *,
        ($target::double - ratio) / n_years as required_pace,
        unnest(range(if(obstacle is null, n_years + 1, 1))) as nth
    from asked
)

select
    (last_year + nth)::int as ref_year,
    nth = 0 as is_observed,
    case
        when nth = 0 then ratio
        when nth = n_years then $target::double
        else ratio + nth * required_pace
    end as ratio_required,
    gdp_cad * pow(1 + $gdp_growth::double, nth) as gdp_required_cad,
    case when nth = 0 then exports_cad else ratio_required * gdp_required_cad end
        as exports_required_cad,
    case when obstacle is null then required_pace end as required_pace,
    case
        when obstacle is null
            then pow($target::double / ratio, 1 / n_years) * (1 + $gdp_growth::double) - 1
    end as export_growth,
    $target::double as target_ratio,
    $year::int as target_year,
    last_year as start_year, ratio as start_ratio, start_origin, trust, figure, obstacle, source
from steps
order by ref_year
