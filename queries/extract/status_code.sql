/*
title:
  fr: "États d'une observation"
  en: "Observation statuses"
unit: ""
description:
  fr: >-
    Ce que dit une observation d'elle-même : normale, révisée, non disponible, confidentielle…
    Extrait de la table publiée, en lignes entières. Une liste vide ne filtre rien.
  en: >-
    What an observation says of itself: normal, revised, not available, suppressed… Extract of
    the published table, in whole rows. An empty list filters nothing.
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
