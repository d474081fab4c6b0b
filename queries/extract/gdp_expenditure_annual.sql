/*
title:
  fr: "PIB selon les dépenses, annuel"
  en: "Expenditure-based GDP, annual"
unit: CAD
description:
  fr: >-
    Produit intérieur brut en termes de dépenses et ses composantes, dont les exportations vers les
    autres pays et les autres provinces, par géographie, base de prix et année. « Extérieur du
    Canada » et l'ancien ensemble Territoires du Nord-Ouest et Nunavut, qui ne sont pas des
    géographies d'ici, ne sont pas repris. Lignes de la table publiée, telles quelles.
  en: >-
    Expenditure-based gross domestic product and its components, among them exports to other
    countries and to other provinces, by geography, price basis and year. "Outside Canada" and the
    former Northwest Territories including Nunavut, which are no geographies of ours, are left out.
    Rows of the published table, as they stand.
grain: [geo, estimate, price_basis, ref_year, source]
sample:
  geo: [CA-QC]
  estimate: [gdp_market_prices]
  price_basis: [current]
  status: []
  source: []
  since: 2020
  until: 2022
  max_rows: 200
*/
select
    geo,
    estimate,
    price_basis,
    base_year,
    ref_year,
    value_cad,
    status,
    source,
    vintage
from gdp_expenditure_annual
where
    (len($geo::varchar[]) = 0 or list_contains($geo::varchar[], geo))
    and (len($estimate::varchar[]) = 0 or list_contains($estimate::varchar[], estimate))
    and (len($price_basis::varchar[]) = 0 or list_contains($price_basis::varchar[], price_basis))
    and (len($status::varchar[]) = 0 or list_contains($status::varchar[], status))
    and (len($source::varchar[]) = 0 or list_contains($source::varchar[], source))
    and ($since::smallint is null or ref_year >= $since::smallint)
    and ($until::smallint is null or ref_year <= $until::smallint)
order by geo, estimate, price_basis, ref_year, source
limit $max_rows
