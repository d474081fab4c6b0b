/*
title:
  fr: "Sections de produits"
  en: "Product sections"
unit: ""
description:
  fr: >-
    Sections du Système de classification des produits de l'Amérique du Nord (SCPAN) utilisées par
    Statistique Canada. Lignes de la table publiée, telles quelles.
  en: >-
    Sections of the North American Product Classification System (NAPCS) used by Statistics Canada.
    Rows of the published table, as they stand.
grain: [section]
sample:
  section: []
  max_rows: 200
*/
select
    section,
    name_fr,
    name_en
from section
where
    (len($section::varchar[]) = 0 or list_contains($section::varchar[], section))
order by section
limit $max_rows
