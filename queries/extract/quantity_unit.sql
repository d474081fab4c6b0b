/*
title:
  fr: "Unités de quantité"
  en: "Units of quantity"
unit: ""
description:
  fr: >-
    Unités dans lesquelles les quantités du commerce de marchandises sont mesurées. Lignes de la
    table publiée, telles quelles.
  en: >-
    Units in which the quantities of merchandise trade are measured. Rows of the published table, as
    they stand.
grain: [unit]
sample:
  source: []
  max_rows: 200
*/
select
    unit,
    name_fr,
    name_en,
    source,
    vintage
from quantity_unit
where
    (len($source::varchar[]) = 0 or source in (select unnest($source::varchar[])))
order by unit
limit $max_rows
