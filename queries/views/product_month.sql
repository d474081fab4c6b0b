/*
title: {fr: "Échanges mensuels par produit", en: "Monthly trade by product"}
unit: CAD
description:
  fr: >-
    Commerce par produit : chapitre, position et sous-position du Système harmonisé ; la section
    est celle du chapitre, cherchée une fois les mois additionnés. « direction » vaut « export »
    pour les exportations d'origine canadienne, « import » pour les importations ; les
    réexportations du Canada n'y sont pas.
  en: >-
    Trade by product: chapter, heading and subheading of the Harmonized System; the section is the
    chapter's, looked for once the months are added up. "direction" is "export" for domestic
    exports, "import" for imports; Canada's re-exports are left out.
grain: [geo, partner, hs6, direction, ref_month, unit]
*/
select
    trade.geo,
    trade.partner,
    trade.hs2,
    trade.hs4,
    trade.hs6,
    case trade.flow when 'import' then 'import' else 'export' end as direction,
    trade.ref_month,
    trade.value_cad,
    trade.quantity,
    trade.unit,
    trade.source
from trade_product_monthly as trade
where trade.flow in ('import', 'domestic_export')
