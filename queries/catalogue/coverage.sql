/*
title: {fr: "Étendue de chaque source", en: "Coverage of every source"}
unit: ""
description:
  fr: "Lignes, première et dernière période que chaque source apporte à chaque table."
  en: "Rows, first and last period that each source brings to each table."
grain: [source, table_name]
sample: {}
*/
with loaded as (
    select source, 'country_year' as table_name, make_date(ref_year, 1, 1) as period
    from country_year

    union all

    select source, 'gdp_expenditure_annual' as table_name, make_date(ref_year, 1, 1) as period
    from gdp_expenditure_annual

    union all

    select source, 'published_figure' as table_name, make_date(ref_year, 1, 1) as period
    from published_figure

    union all

    select source, 'study_permit_monthly' as table_name, ref_month as period
    from study_permit_monthly

    union all

    select source, 'study_permit_annual' as table_name, make_date(ref_year, 1, 1) as period
    from study_permit_annual

    union all

    select source, 'work_permit_monthly' as table_name, ref_month as period
    from work_permit_monthly

    union all

    select source, 'work_permit_stock_annual' as table_name, make_date(ref_year, 1, 1) as period
    from work_permit_stock_annual

    union all

    select source, 'lmia_position_annual' as table_name, make_date(ref_year, 1, 1) as period
    from lmia_position_annual

    union all

    select source, 'agri_worker_annual' as table_name, make_date(ref_year, 1, 1) as period
    from agri_worker_annual

    union all

    select source, 'non_permanent_resident_quarterly' as table_name, ref_quarter as period
    from non_permanent_resident_quarterly
)

select
    source,
    table_name,
    count(*) as n_rows,
    min(period) as first_period,
    max(period) as last_period
from loaded
group by source, table_name

union all by name

select source, table_name, n_rows, first_period, last_period
from trade_extent

order by source, table_name
