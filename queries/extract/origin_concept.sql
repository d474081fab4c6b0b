/*
title:
  fr: "Notions d'origine"
  en: "Origin concepts"
unit: ""
description:
  fr: >-
    Ce que veut dire le pays d'origine d'un permis ou d'un poste. Lignes de la table publiée, telles
    quelles.
  en: >-
    What the country of origin of a permit or position means. Rows of the published table, as they
    stand.
grain: [origin_concept]
sample:
  origin_concept: []
  max_rows: 200
*/
select
    origin_concept,
    name_fr,
    name_en
from origin_concept
where
    (
        len($origin_concept::varchar[]) = 0
        or list_contains($origin_concept::varchar[], origin_concept)
    )
order by origin_concept
limit $max_rows
