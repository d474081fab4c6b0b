/*
title:
  fr: "Sources"
  en: "Sources"
unit: ""
description:
  fr: >-
    Fiche de chaque source, et ce que cette construction des données en contient.
  en: >-
    Card of every source, and what this build of the data holds of it.
grain: [source]
sample: {}
*/
select
    source,
    publisher_fr,
    publisher_en,
    title_fr,
    title_en,
    number,
    landing_page_fr,
    landing_page_en,
    licence,
    licence_title_fr,
    licence_title_en,
    licence_url_fr,
    licence_url_en,
    rhythm,
    lag_days,
    precedence,
    absent_is_zero,
    tables,
    origin,
    vintage,
    vintage_kind,
    retrieved_at,
    sha256,
    obtained_fr,
    obtained_en,
    rows,
    last_period,
    attempted_at,
    attempt,
    attempt_reason,
    refused,
    refused_reason
from source
order by tables not like 'trade%', precedence, source
