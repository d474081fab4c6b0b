/*
title:
  fr: "Volets du PTET"
  en: "TFWP streams"
unit: ""
description:
  fr: >-
    Volets des études d'impact sur le marché du travail. Extrait de la table publiée, en lignes
    entières. Une liste vide ne filtre rien.
  en: >-
    Streams of labour market impact assessments. Extract of the published table, in whole rows. An
    empty list filters nothing.
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
