/*
title:
  fr: "Notions d'origine"
  en: "Origin concepts"
unit: ""
description:
  fr: >-
    Ce que veut dire le pays d'origine d'un permis ou d'un poste. Extrait de la table publiée, en
    lignes entières. Une liste vide ne filtre rien.
  en: >-
    What the country of origin of a permit or position means. Extract of the published table, in
    whole rows. An empty list filters nothing.
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
