/*
title: {fr: "Chapitres et sections", en: "Chapters and sections"}
unit: ""
description:
  fr: >-
    Chaque chapitre du Système harmonisé et la section qui le contient.
  en: >-
    Each chapter of the Harmonized System and the section that holds it.
grain: [hs]
materialized: true
*/
select hs, parent
from product_label
where hs_level = 'chapter'
