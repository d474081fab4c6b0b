/*
title: {fr: "Les échanges depuis la politique de 2006", en: "Trade since the policy of 2006"}
unit: CAD
description:
  fr: >-
    Échanges de marchandises du Québec avec chaque pays, année par année depuis le premier jalon.
    Une année qui n'est pas chargée est montrée sans valeur.
  en: >-
    Québec's goods trade with each country, year by year since the first milestone. A year that is
    not loaded is shown without a value.
grain: [partner, ref_year]
sample: {partners: [MEX, COL]}
checks:
  - unique: [partner, ref_year]
  - not_null: [partner, ref_year, period, status]
*/
with asked as (
    select
        unnest(
            generate_series(
                (select min(year(milestone_date)) from milestone),
                (select max(ref_year) from quebec_trade_year)
            )
        )::smallint as ref_year
)

select
    country.partner, asked.ref_year, make_date(asked.ref_year, 1, 1) as period,
    found.export_cad, found.import_cad, found.total_cad as value_cad,
    if(found.total_cad is null, 'not_loaded', 'normal') as status, found.source
from asked
cross join (select distinct unnest($partners::varchar[]) as partner) as country
left join quebec_trade_year as found
    on country.partner = found.partner and asked.ref_year = found.ref_year
order by country.partner, asked.ref_year
