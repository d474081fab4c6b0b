/*
title:
  fr: "Échanges mensuels par produit, tous pays réunis"
  en: "Monthly trade by product, all countries together"
unit: CAD
description:
  fr: >-
    Exportations d'origine canadienne et importations de chaque code de six chiffres, tous pays
    réunis, choisies et rangées par mois une fois à l'ouverture.
  en: >-
    Domestic exports and imports of each six-digit code, all countries together, chosen and put in
    order of months once on opening.
grain: [part_year, geo, direction, ref_month, hs6, unit]
materialized: true
by: part_year
*/
select
    part_year, geo, case flow when 'import' then 'import' else 'export' end as direction, ref_month,
    hs6, value_cad, quantity, unit, source
from trade_product_total_monthly
where flow in ('import', 'domestic_export')
