/*
title:
  fr: "Types de résidents non permanents"
  en: "Types of non-permanent residents"
unit: ""
description:
  fr: >-
    Types de résidents non permanents de Statistique Canada.
  en: >-
    Statistics Canada's types of non-permanent residents.
grain: [resident_type]
sample: {}
*/
select
    resident_type,
    name_fr,
    name_en
from resident_type
order by resident_type
