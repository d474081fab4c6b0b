/*
title: {fr: "Échanges par mois et par sens", en: "Trade by month and direction"}
unit: CAD
description:
  fr: >-
    Les exportations et importations à retenir de trade_monthly, choisies et rangées une fois à
    l'ouverture : c'est de là que part presque toute question.
  en: >-
    The headline exports and imports of trade_monthly, chosen and put in order once on opening:
    this is where nearly every question starts.
grain: [geo, partner, section, direction, ref_month]
materialized: true
codes:
  section: section
  geo: geography
  partner: partner
  direction: trade_side
  gravity: trade_gravity
  source: source
*/
select geo, partner, section, direction, ref_month, value_cad, gravity, source
from trade_monthly
where direction is not null
