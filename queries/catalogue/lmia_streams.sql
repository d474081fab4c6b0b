/*
title:
  fr: "Volets du PTET"
  en: "TFWP streams"
unit: ""
description:
  fr: >-
    Volets des études d'impact sur le marché du travail.
  en: >-
    Streams of labour market impact assessments.
grain: [stream]
sample: {}
*/
select
    stream,
    name_fr,
    name_en
from lmia_stream
order by stream
