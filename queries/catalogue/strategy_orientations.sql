/*
title:
  fr: "Orientations de la stratégie"
  en: "Orientations of the strategy"
unit: ""
description:
  fr: >-
    Les dix orientations de la stratégie de 2022 et leurs trois axes, en titres abrégés.
  en: >-
    The ten orientations of the strategy of 2022 and their three axes, in short titles.
grain: [orientation]
sample: {}
*/
select
    orientation,
    axis,
    axis_fr,
    axis_en,
    name_fr,
    name_en
from strategy_orientation
order by orientation
