/*
title: {fr: "Valeurs calculées des chiffres publiés", en: "Computed values of published figures"}
unit: ""
description:
  fr: >-
    Pour chaque chiffre publié que les données du projet mesurent aussi, la valeur calculée de la
    même période : marchandises du Québec par partenaire, comptes économiques, travailleurs
    agricoles.
  en: >-
    For each published figure that the project's data also measure, the computed value of the same
    period: Québec's goods by partner, economic accounts, agricultural workers.
grain: [figure]
*/
with world as (
    select ref_year, export_cad
    from quebec_trade_year
    where partner = 'WLD'
)

select
    figure.figure,
    case figure.indicator
        when 'goods_exports' then this.export_cad
        when 'goods_imports' then this.import_cad
        when 'goods_trade' then this.total_cad
        when 'goods_exports_share' then this.export_cad / world.export_cad
        when 'goods_exports_growth' then this.export_cad / opening.export_cad - 1
        when 'goods_exports_growth_mean'
            then
                pow(
                    this.export_cad / opening.export_cad,
                    1 / (figure.ref_year - figure.first_year)
                ) - 1
    end::double as computed_value,
    this.source
from published_figure as figure
inner join quebec_trade_year as this
    on
        figure.geo = 'CA-QC'
        and figure.ref_year = this.ref_year
        and this.partner = if(figure.counterpart = 'world', 'WLD', figure.partner)
inner join world on this.ref_year = world.ref_year
left join quebec_trade_year as opening
    on this.partner = opening.partner and figure.first_year = opening.ref_year
where
    list_contains(['country', 'world'], figure.counterpart)
    and figure.indicator like 'goods_%'
    and list_contains(['CAD', 'ratio', 'dollar'], figure.unit)

union all

select
    figure.figure,
    case concat_ws(' ', figure.indicator, figure.counterpart)
        when 'exports_gdp_ratio all' then ratio
        when 'exports_gdp_ratio world' then ratio_international
        when 'exports_gdp_ratio provinces' then ratio_interprovincial
        when 'exports_goods_services all' then exports_cad
        when 'exports_goods_services world' then international_cad
        when 'exports_goods_services provinces' then interprovincial_cad
        when 'exports_share world' then international_cad / exports_cad
        when 'exports_share provinces' then interprovincial_cad / exports_cad
        when 'gdp_market_prices none' then gdp_cad
    end::double as computed_value,
    openness.source
from published_figure as figure
inner join openness_year as openness using (geo, ref_year)
where list_contains(['CAD', 'ratio'], figure.unit)

union all

select figure.figure, workers.value::double as computed_value, workers.source
from published_figure as figure
inner join agri_worker_annual as workers using (geo, ref_year)
where
    figure.indicator = 'agricultural_temporary_workers'
    and workers.measure = 'workers'
    and workers.origin_concept = 'citizenship'
    and workers.partner = if(figure.counterpart = 'none', 'WLD', figure.partner)
