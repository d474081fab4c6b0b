/*
title: {fr: "Contenu technologique des exportations", en: "Technological content of exports"}
unit: ratio
description:
  fr: >-
    Exportations d'origine canadienne de chaque année entière par niveau technologique, d'après la
    définition de l'OCDE par intensité de R-D (CITI Rév. 3, 2011). C'est une approximation : un
    produit y est classé par la branche qui le fait. La part d'un niveau se rapporte aux quatre
    niveaux manufacturiers. Les bornes de la part du haut et du moyen-haut supposent que tout ce qui
    n'est pas classé en est, ou n'en est pas.
  en: >-
    Domestic exports of each whole year by technology level, after the OECD's definition by R&D
    intensity (ISIC Rev. 3, 2011). It is an approximation: a product is classed by the industry that
    makes it. The share of a level is of the four manufacturing levels. The bounds of the share of
    high and medium-high suppose that all that is unclassified belongs there, or that none does.
grain: [technology, period]
sample: {geo: CA-QC, partners: [], region: all, since: 2021-01-01, until: 2023-02-01}
checks:
  - unique: [technology, period]
  - not_null: [technology, period, value_cad, source]
  - between: {share: [0, 1], manufactured_share: [0, 1], advanced_share: [0, 1]}
*/
with years as (
    select date_trunc('year', ref_month)::date as period, min(source) as source
    from product_coverage
    where geo = $geo and direction = 'export' and ref_month between $since::date and $until::date
    group by all
    having count(*) = 12
),

codes as (
    select hs6, part_year, sum(value_cad) as value_cad
    from product_month
    where
        geo = $geo and direction = 'export' and ref_month between $since::date and $until::date
        and part_year between year($since::date) and year($until::date)
        and is_total = (len($partners::varchar[]) = 0 and $region = 'all')
        and partner in (
            select partner from partner
            where
                ($region = 'all' or is_ala)
                and (len($partners::varchar[]) = 0 or list_contains($partners, partner))
        )
    group by all
),

sums as (
    select part_year, technology, sum(codes.value_cad) as value_cad
    from codes
    inner join product_technology as classed on codes.hs6 = classed.hs6
    group by all
),

levels as (
    select
        years.period, listed.technology, place, source,
        coalesce(sums.value_cad, 0)::bigint as value_cad,
        sum(sums.value_cad) over (partition by years.period) as total,
        sum(sums.value_cad) filter (where place <= 2) over (partition by years.period) as advanced,
        sum(sums.value_cad) filter (where place <= 4) over (partition by years.period) as made,
        sum(sums.value_cad) filter (where place = 6) over (partition by years.period) as unclassed
    from years
    cross join (
        values ('high', 1), ('medium_high', 2), ('medium_low', 3), ('low', 4),
        ('not_manufactured', 5), ('unclassified', 6)
    ) as listed (technology, place)
    left join sums on year(years.period) = sums.part_year and listed.technology = sums.technology
)

select
    technology, period, year(period)::integer as ref_year, value_cad,
    value_cad / nullif(total, 0) as share,
    case when place <= 4 then value_cad / nullif(made, 0) end as manufactured_share,
    coalesce(advanced, 0) / nullif(made, 0) as advanced_share,
    coalesce(advanced, 0) / nullif(made + coalesce(unclassed, 0), 0) as advanced_low,
    (coalesce(advanced, 0) + coalesce(unclassed, 0)) / nullif(made + coalesce(unclassed, 0), 0)
        as advanced_high,
    source
from levels
order by place, period
