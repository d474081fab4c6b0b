/*
title: {fr: "Étendue des tables d'échanges", en: "Extent of the trade tables"}
unit: ""
description:
  fr: >-
    Lignes, première et dernière période de chaque source dans les deux tables par partenaire :
    des millions de lignes, comptées une fois à l'ouverture.
  en: >-
    Rows, first and last period of each source in the two tables by partner: millions of rows,
    counted once on opening.
grain: [source, table_name]
materialized: true
*/
select
    source,
    'trade_partner_monthly' as table_name,
    count(*) as n_rows,
    min(ref_month) as first_period,
    max(ref_month) as last_period
from trade_partner_monthly
group by source

union all

select
    source,
    'trade_partner_annual' as table_name,
    count(*) as n_rows,
    make_date(min(ref_year), 1, 1) as first_period,
    make_date(max(ref_year), 1, 1) as last_period
from trade_partner_annual
group by source
