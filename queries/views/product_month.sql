/*
title: {fr: "Échanges mensuels par produit", en: "Monthly trade by product"}
unit: CAD
description:
  fr: >-
    Commerce par produit : chapitre, position et sous-position du Système harmonisé ; la section
    est celle du chapitre, cherchée une fois les mois additionnés. « direction » vaut « export »
    pour les exportations d'origine canadienne, « import » pour les importations ; les
    réexportations du Canada n'y sont pas. Tous les pays réunis y sont le partenaire WLD, et
    « is_total » le dit : une question prend ces lignes ou celles des pays, jamais les deux.
  en: >-
    Trade by product: chapter, heading and subheading of the Harmonized System; the section is the
    chapter's, looked for once the months are added up. "direction" is "export" for domestic
    exports, "import" for imports; Canada's re-exports are left out. All countries together are the
    partner WLD, and "is_total" says so: a question takes these rows or those of countries, never
    both.
grain: [geo, partner, hs6, direction, ref_month, unit]
*/
with side (flow, direction) as (
    values ('import', 'import'), ('domestic_export', 'export')
)

select
    geo, partner, hs2, hs4, hs6, direction, part_year, ref_month, value_cad, quantity, unit, source,
    false as is_total
from trade_product_monthly
inner join side using (flow)

union all

select
    geo, 'WLD' as partner, left(hs6, 2) as hs2, left(hs6, 4) as hs4, hs6, direction, part_year,
    ref_month, value_cad, quantity, unit, source,
    true as is_total
from product_total_month
