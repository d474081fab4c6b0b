/*
title: {fr: "Échanges totaux par période", en: "Total trade by period"}
unit: CAD
description:
  fr: >-
    Les périodes de trade_every_period pour l'ensemble des marchandises, calculées une fois à
    l'ouverture : c'est ce que presque toutes les questions demandent.
  en: >-
    The periods of trade_every_period for all merchandise, worked out once on opening: this is
    what nearly every question asks for.
grain: [geo, partner, section, direction, frequency, period]
materialized: true
*/
select
    geo, partner, section, direction, frequency, period, period_end, n_months, value_cad, status,
    gravity, source
from trade_every_period
where section = 'TOTAL'
order by geo, frequency, direction, partner, period
