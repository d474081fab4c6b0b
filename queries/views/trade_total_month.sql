/*
title: {fr: "Échanges totaux par mois", en: "Total trade by month"}
unit: CAD
description:
  fr: "Les mois de trade_month pour l'ensemble des marchandises."
  en: "The months of trade_month for all merchandise."
grain: [geo, partner, direction, ref_month]
*/
select geo, partner, direction, ref_month, value_cad, gravity, source
from trade_month
where section = 'TOTAL'
