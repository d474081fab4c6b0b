/*
title:
  fr: "Industries agricoles"
  en: "Agricultural industries"
unit: ""
description:
  fr: >-
    Industries du secteur agricole et agroalimentaire (SCIAN). Extrait de la table publiée, en
    lignes entières. Une liste vide ne filtre rien.
  en: >-
    Industries of agriculture and agri-food (NAICS). Extract of the published table, in whole rows.
    An empty list filters nothing.
grain: [industry]
sample:
  industry: []
  max_rows: 200
*/
select
    industry,
    naics,
    name_fr,
    name_en
from industry
where
    (len($industry::varchar[]) = 0 or list_contains($industry::varchar[], industry))
order by industry
limit $max_rows
