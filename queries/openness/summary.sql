/*
title: {fr: "Où en est le ratio", en: "Where the ratio stands"}
unit: ratio
description:
  fr: >-
    Dernière année dont le ratio est connu, sa variation sur un an, le ratio moyen et la croissance
    annuelle moyenne du PIB sur dix ans, la meilleure année et l'écart à la cible. La table peut
    contenir une année plus récente, encore sans ratio.
  en: >-
    Latest year with a known ratio, its change over a year, the mean ratio and the mean annual
    growth of GDP over ten years, the best year and the gap to the target. The table may hold a
    later year, as yet without a ratio.
grain: []
sample: {geo: CA-QC, target: 0.5}
checks:
  - not_null: [target_ratio, n_years]
*/
with known as (
    select ref_year, ratio, gdp_cad, exports_cad, status, source
    from openness_year
    where geo = $geo and ratio is not null
),

latest as (
    select ref_year, ratio, gdp_cad, exports_cad, status, source
    from known
    qualify row_number() over (order by ref_year desc) = 1
),

ten as (
    select
        count(*) as n_years,
        avg(ratio) as mean_ratio
    from known
    where ref_year > (select ref_year - 10 from latest)
),

best as (
    select
        ref_year as best_year,
        ratio as best_ratio
    from known
    qualify row_number() over (order by ratio desc, ref_year desc) = 1
),

loaded as (
    select
        max(ref_year) as last_loaded,
        max_by(obstacle, ref_year) as last_obstacle
    from (
        select ref_year, coalesce(obstacle, '') as obstacle
        from openness_year
        where geo = $geo
    ) as years
)

select
    latest.ref_year, latest.ratio, latest.exports_cad, latest.gdp_cad, latest.status,
    latest.ratio - earlier.ratio as ratio_change,
    ten.n_years, ten.mean_ratio,
    pow(latest.gdp_cad / tenth.gdp_cad, 0.1) - 1 as mean_gdp_growth,
    best.best_year, best.best_ratio,
    $target::double as target_ratio,
    latest.ratio - $target::double as target_gap,
    loaded.last_loaded,
    case
        when loaded.last_loaded is null then 'not_loaded'
        when latest.ref_year is null or latest.ref_year < loaded.last_loaded
            then loaded.last_obstacle
    end as obstacle,
    latest.source
from ten
cross join loaded
left join latest on true
left join best on true
left join known as earlier on earlier.ref_year = latest.ref_year - 1
left join known as tenth on tenth.ref_year = latest.ref_year - 10
