/*
title:
  fr: "Sections de produits"
  en: "Product sections"
unit: ""
description:
  fr: >-
    Sections du Système de classification des produits de l'Amérique du Nord (SCPAN) utilisées
    par Statistique Canada.
  en: >-
    Sections of the North American Product Classification System (NAPCS) used by Statistics
    Canada.
grain: [section]
sample: {}
*/
select
    section,
    name_fr,
    name_en
from section
order by section != 'TOTAL', section
