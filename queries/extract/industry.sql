/*
title:
  fr: "Industries agricoles"
  en: "Agricultural industries"
unit: ""
description:
  fr: >-
    Industries du secteur agricole et agroalimentaire (SCIAN). Lignes de la table publiée, telles
    quelles.
  en: >-
    Industries of agriculture and agri-food (NAICS). Rows of the published table, as they stand.
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
