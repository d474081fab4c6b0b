/*
title: {fr: "Échanges par période", en: "Trade by period"}
unit: CAD
description:
  fr: >-
    Toutes les périodes de trade_every_period ; celles de l'ensemble des marchandises sont déjà
    prêtes, celles d'une section sont calculées à la demande.
  en: >-
    All the periods of trade_every_period; those of all merchandise are ready, those of a
    section are worked out on demand.
grain: [geo, partner, section, direction, frequency, period]
*/
select
    geo, partner, section, direction, frequency, period, period_end, n_months, value_cad, status,
    gravity, source
from trade_total_period

union all

select
    geo, partner, section, direction, frequency, period, period_end, n_months, value_cad, status,
    gravity, source
from trade_every_period
where section != 'TOTAL'
