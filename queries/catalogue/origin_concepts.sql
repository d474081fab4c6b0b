/*
title:
  fr: "Notions d'origine"
  en: "Origin concepts"
unit: ""
description:
  fr: >-
    Ce que veut dire le pays d'origine d'un permis ou d'un poste.
  en: >-
    What the country of origin of a permit or a position means.
grain: [origin_concept]
sample: {}
*/
select
    origin_concept,
    name_fr,
    name_en
from origin_concept
order by origin_concept
