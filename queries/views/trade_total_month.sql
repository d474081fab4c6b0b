/*
title: {fr: "Échanges totaux par mois", en: "Total trade by month"}
unit: CAD
description:
  fr: >-
    Les mois de trade_monthly pour l'ensemble des marchandises, choisis et rangés une fois à
    l'ouverture : c'est de là que part presque toute question.
  en: >-
    The months of trade_monthly for all merchandise, chosen and put in order once on opening:
    this is where nearly every question starts.
grain: [geo, partner, section, flow, ref_month]
materialized: true
*/
-- In order, so that a question passes over what it does not ask.
select
    geo, partner, section, direction, ref_month, value_cad, gravity, source
from trade_monthly
where section = 'TOTAL' and direction is not null
order by geo, partner, direction
