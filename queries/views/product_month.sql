/*
title: {fr: "Échanges mensuels par produit", en: "Monthly trade by product"}
unit: CAD
description:
  fr: >-
    Commerce par produit aux quatre niveaux du Système harmonisé. « direction » vaut « export »
    pour les exportations d'origine canadienne, « import » pour les importations ; les
    réexportations du Canada n'y sont pas.
  en: >-
    Trade by product at the four levels of the Harmonized System. "direction" is "export" for
    domestic exports, "import" for imports; Canada's re-exports are left out.
grain: [geo, partner, hs6, direction, ref_month, unit]
*/
select
    trade.geo,
    trade.partner,
    coalesce(chapter.parent, '') as hs1,
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
left join product_label as chapter on trade.hs2 = chapter.hs
where trade.flow in ('import', 'domestic_export')
