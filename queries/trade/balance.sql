/*
title: {fr: "Solde commercial par partenaire", en: "Trade balance by partner"}
unit: CAD
description:
  fr: >-
    Exportations, importations, solde (exportations moins importations) et échanges (leur somme) par
    partenaire et par période complète. Un solde n'est donné que si les deux sens sont connus.
  en: >-
    Exports, imports, balance (exports less imports) and trade (their sum) by partner and complete
    period. A balance is given only where both directions are known.
grain: [partner, period]
sample:
  geo: CA-QC
  section: TOTAL
  frequency: year
  partners: [MEX, BRA, OTH, WLD]
  since: 2021-01-01
  until: 2022-12-01
checks:
  - unique: [partner, period]
  - not_null: [partner, period, exports_status, imports_status, status]
*/
select
    partner, period, period_end, n_months,
    any_value(value_cad) filter (where direction = 'export') as exports_cad,
    coalesce(any_value(status) filter (where direction = 'export'), 'not_available')
        as exports_status,
    any_value(value_cad) filter (where direction = 'import') as imports_cad,
    coalesce(any_value(status) filter (where direction = 'import'), 'not_available')
        as imports_status,
    any_value(value_cad) filter (where direction = 'balance') as balance_cad,
    any_value(value_cad) filter (where direction = 'total') as trade_cad,
    coalesce(any_value(status) filter (where direction = 'balance'), 'not_available') as status,
    coalesce(any_value(source) filter (where direction = 'balance'), max(source)) as source
from trade_period
where
    geo = $geo
    and section = $section
    and frequency = $frequency
    and list_contains($partners::varchar[], partner)
    and period >= $since::date
    and period_end <= $until::date
group by partner, period, period_end, n_months
order by partner, period
