/*
title:
  fr: "États d'une observation"
  en: "Observation statuses"
unit: ""
description:
  fr: >-
    Ce que dit une observation d'elle-même : normale, révisée, non disponible, confidentielle…
  en: >-
    What an observation says of itself: normal, revised, not available, suppressed…
grain: [status]
sample: {}
*/
select
    status,
    statcan_symbol,
    name_fr,
    name_en,
    has_value
from status_code
order by has_value desc, status asc
