/*
title:
  fr: "Combien de travailleurs agricoles ? Les chiffres et leurs définitions"
  en: "How many agricultural workers? The figures and their definitions"
unit: ""
description:
  fr: >-
    Pour une même année : ce que la stratégie énonce, ce que d'autres ont publié, ce que Statistique
    Canada compte, et les postes approuvés en agriculture primaire. Personnes et postes sont deux
    choses, et chaque ligne a sa définition. Les chiffres se lisent côte à côte : ils ne
    s'additionnent pas et ne font pas une série.
  en: >-
    For one year: what the strategy states, what others have published, what Statistics Canada
    counts, and the positions approved in primary agriculture. Persons and positions are two
    different things, and each row has its definition. The figures are read side by side: they do
    not add up and do not make a series.
grain: [figure]
sample: {geo: CA-QC, years: [2020, 2021]}
checks:
  - unique: [figure]
  - not_null: [figure, ref_year, figure_kind, precision, definition_fr, is_derived, source]
*/
with computed as (
    select 'count' as figure_kind, measure, ref_year, value, source
    from agri_worker_annual
    where
        geo = $geo and measure = 'workers' and partner = 'WLD' and origin_concept = 'citizenship'

    union all

    select 'positions' as figure_kind, measure, ref_year, value, source
    from lmia_position_annual
    where
        geo = $geo and measure = 'positions_positive' and table_number = 13
        and stream = 'primary_agriculture'
),

figures as (
    select
        target as figure, 'statement' as figure_kind, year_to as ref_year, value, unit,
        case
            when value_low is not null then 'over'
            when value_high is not null then 'under'
            else 'exact'
        end as precision,
        statement_fr as definition_fr, statement_en as definition_en,
        document_fr || ', ' || passage_fr as publisher_fr,
        document_en || ', ' || passage_en as publisher_en, null as title, url, null as trust,
        false as is_derived, source
    from target
    where geo = $geo and indicator = 'agricultural_temporary_workers' and counterpart = 'none'

    union all

    select
        figure, 'published' as figure_kind, ref_year, value, unit, precision, definition_fr,
        definition_en, publisher_fr, publisher_en, title, url, trust, is_derived, source
    from published_figure
    where geo = $geo and indicator = 'agricultural_temporary_workers' and counterpart = 'none'

    union all

    select
        source || '.' || ref_year as figure, figure_kind, ref_year, value, unit,
        'exact' as precision, meaning_fr as definition_fr, meaning_en as definition_en,
        null as publisher_fr, null as publisher_en, null as title, null as url, null as trust,
        false as is_derived, source
    from computed
    inner join measure using (measure)
    where value is not null
)

select
    figure, ref_year, figure_kind, case when unit = 'persons' then value end::bigint as persons,
    case when unit = 'positions' then value end::bigint as positions, precision, definition_fr,
    definition_en, publisher_fr, publisher_en, title, url, trust, is_derived, source
from figures
where list_contains($years::int[], ref_year)
order by
    ref_year, list_position(['statement', 'count', 'published', 'positions'], figure_kind), figure
