/*
title:
  fr: "Commerce de marchandises par partenaire, mensuel"
  en: "Merchandise trade by partner, monthly"
unit: CAD
description:
  fr: >-
    Valeur des échanges internationaux de marchandises, base douanière, par géographie, partenaire,
    section de produits et flux. Exportations selon la province d'origine, importations selon la
    province de dédouanement. Lignes de la table publiée, telles quelles.
  en: >-
    Value of international merchandise trade, customs basis, by geography, partner, product section
    and flow. Exports by province of origin, imports by province of clearance. Rows of the published
    table, as they stand.
grain: [geo, partner, section, flow, ref_month, source]
sample:
  geo: [CA-QC]
  partner: [MEX, BRA]
  section: [TOTAL]
  flow: [import]
  status: []
  source: []
  since: 2025-01-01
  until: 2025-12-01
  max_rows: 200
*/
select
    geo,
    partner,
    section,
    flow,
    ref_month,
    value_cad,
    status,
    source,
    vintage
from trade_partner_monthly
where
    (len($geo::varchar[]) = 0 or list_contains($geo::varchar[], geo))
    and (len($partner::varchar[]) = 0 or list_contains($partner::varchar[], partner))
    and (len($section::varchar[]) = 0 or list_contains($section::varchar[], section))
    and (len($flow::varchar[]) = 0 or list_contains($flow::varchar[], flow))
    and (len($status::varchar[]) = 0 or list_contains($status::varchar[], status))
    and (len($source::varchar[]) = 0 or list_contains($source::varchar[], source))
    and ($since::date is null or ref_month >= $since::date)
    and ($until::date is null or ref_month <= $until::date)
order by geo, partner, section, flow, ref_month, source
limit $max_rows
