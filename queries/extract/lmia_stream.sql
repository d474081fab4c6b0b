/*
title:
  fr: "Volets du PTET"
  en: "TFWP streams"
unit: ""
description:
  fr: >-
    Volets des études d'impact sur le marché du travail. Lignes de la table publiée, telles quelles.
  en: >-
    Streams of labour market impact assessments. Rows of the published table, as they stand.
grain: [stream]
sample:
  stream: []
  max_rows: 200
*/
select
    stream,
    name_fr,
    name_en
from lmia_stream
where
    (len($stream::varchar[]) = 0 or list_contains($stream::varchar[], stream))
order by stream
limit $max_rows
