/*
title: {fr: "Lignes de la comparaison", en: "Rows of the comparison"}
unit: ""
description:
  fr: "Les faits qui décrivent un pays, dans l'ordre de lecture, et ce qui fait chacun."
  en: "The facts that describe a country, in reading order, and what makes each."
grain: [line]
materialized: true
*/
select
    line, topic, geo, frequency, fact, unit, measured_in
from (
    values
    (10, 'trade', 'CA-QC', 'rolling', 'export', 'CAD', 'trade_partner_monthly'),
    (11, 'trade', 'CA-QC', 'rolling', 'import', 'CAD', 'trade_partner_monthly'),
    (12, 'trade', 'CA-QC', 'rolling', 'balance', 'CAD', 'trade_partner_monthly'),
    (13, 'trade', 'CA-QC', 'rolling', 'total', 'CAD', 'trade_partner_monthly'),
    (14, 'trade', 'CA-QC', 'rolling', 'total_rank', 'rank', 'trade_partner_monthly'),
    (15, 'trade', 'CA-QC', 'rolling', 'total_rank_region', 'rank', 'trade_partner_monthly'),
    (16, 'trade', 'CA-QC', 'rolling', 'export_share', 'ratio', 'trade_partner_monthly'),
    (20, 'trade_year', 'CA-QC', 'year', 'export', 'CAD', 'trade_partner_annual'),
    (21, 'trade_year', 'CA-QC', 'year', 'import', 'CAD', 'trade_partner_annual'),
    (22, 'trade_year', 'CA-QC', 'year', 'balance', 'CAD', 'trade_partner_annual'),
    (23, 'trade_year', 'CA-QC', 'year', 'total_rank_region', 'rank', 'trade_partner_annual'),
    (30, 'trade_canada', 'CA', 'rolling', 'export', 'CAD', 'trade_partner_monthly'),
    (31, 'trade_canada', 'CA', 'rolling', 'import', 'CAD', 'trade_partner_monthly'),
    (32, 'trade_canada', 'CA', 'rolling', 'balance', 'CAD', 'trade_partner_monthly'),
    (33, 'trade_canada', 'CA', 'rolling', 'total_rank', 'rank', 'trade_partner_monthly'),
    (34, 'trade_canada', 'CA', 'rolling', 'total_rank_region', 'rank', 'trade_partner_monthly'),
    (40, 'people', 'CA', 'year', 'students', 'persons', 'study_permit_annual'),
    (41, 'people', 'CA-QC', 'year', 'agri_workers', 'persons', 'agri_worker_annual'),
    (42, 'people', 'CA-QC', 'year', 'positions', 'positions', 'lmia_position_annual'),
    (50, 'economy', '', 'year', 'gdp', 'USD', 'country_year'),
    (51, 'economy', '', 'year', 'gdp_per_head', 'USD_each', 'country_year'),
    (52, 'economy', '', 'year', 'population', 'persons', 'country_year'),
    (60, 'ties', '', '', 'agreements', 'count', 'agreement_party'),
    (61, 'ties', '', '', 'representation', 'count', 'representation')
) as listed (line, topic, geo, frequency, fact, unit, measured_in)
