/*
title:
  fr: "Produits du Système harmonisé"
  en: "Products of the Harmonized System"
unit: ""
description:
  fr: >-
    Sections, chapitres, positions et sous-positions du Système harmonisé, avec leurs libellés et
    leur temps de validité. Un code dont le sens a changé a plusieurs lignes. Lignes de la table
    publiée, telles quelles.
  en: >-
    Sections, chapters, headings and subheadings of the Harmonized System, with their labels and
    time of validity. A code whose meaning changed has several rows. Rows of the published table, as
    they stand.
grain: [hs, valid_from]
sample:
  source: []
  max_rows: 200
*/
select
    hs,
    hs_level,
    parent,
    label_fr,
    label_en,
    unit,
    valid_from,
    valid_to,
    source,
    vintage
from product
where
    (len($source::varchar[]) = 0 or source in (select unnest($source::varchar[])))
order by hs, valid_from
limit $max_rows
