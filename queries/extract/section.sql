/*
title:
  fr: "Sections de produits"
  en: "Product sections"
unit: ""
description:
  fr: >-
    Sections du Système de classification des produits de l'Amérique du Nord (SCPAN) utilisées
    par Statistique Canada. Extrait de la table publiée, en lignes entières. Une liste vide ne
    filtre rien.
  en: >-
    Sections of the North American Product Classification System (NAPCS) used by Statistics
    Canada. Extract of the published table, in whole rows. An empty list filters nothing.
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
