/*
title:
  fr: "Sources"
  en: "Sources"
unit: ""
description:
  fr: >-
    Fiche de chaque source, et ce que cette construction des données en contient. Lignes de la table
    publiée, telles quelles.
  en: >-
    Card of every source, and what this build of the data holds of it. Rows of the published table,
    as they stand.
grain: [source]
sample:
  source: []
  max_rows: 200
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
where
    (len($source::varchar[]) = 0 or list_contains($source::varchar[], source))
order by source
limit $max_rows
