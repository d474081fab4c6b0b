/*
title:
  fr: "Orientations de la stratégie"
  en: "Orientations of the strategy"
unit: ""
description:
  fr: >-
    Les dix orientations de la stratégie de 2022 et leurs trois axes, en titres abrégés. Lignes de
    la table publiée, telles quelles.
  en: >-
    The ten orientations of the strategy of 2022 and their three axes, in short titles. Rows of the
    published table, as they stand.
grain: [orientation]
sample:
  orientation: []
  max_rows: 200
*/
select
    orientation,
    axis,
    axis_fr,
    axis_en,
    name_fr,
    name_en
from strategy_orientation
where
    (len($orientation::varchar[]) = 0 or list_contains($orientation::varchar[], orientation))
order by orientation
limit $max_rows
