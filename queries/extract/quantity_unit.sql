/*
title:
  fr: "Unités de quantité"
  en: "Units of quantity"
unit: ""
description:
  fr: >-
    Unités dans lesquelles les quantités du commerce de marchandises sont mesurées. Extrait de
    la table publiée, en lignes entières. Une liste vide ne filtre rien.
  en: >-
    Units in which the quantities of merchandise trade are measured. Extract of the published
    table, in whole rows. An empty list filters nothing.
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
