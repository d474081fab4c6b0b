/*
title:
  fr: "États d'une observation"
  en: "Observation statuses"
unit: ""
description:
  fr: >-
    Ce que dit une observation d'elle-même : normale, révisée, non disponible, confidentielle…
    Lignes de la table publiée, telles quelles.
  en: >-
    What an observation says of itself: normal, revised, not available, suppressed… Rows of the
    published table, as they stand.
grain: [status]
sample:
  status: []
  max_rows: 200
*/
select
    status,
    statcan_symbol,
    name_fr,
    name_en,
    has_value
from status_code
where
    (len($status::varchar[]) = 0 or list_contains($status::varchar[], status))
order by status
limit $max_rows
