/*
title: {fr: "Codes que contient chaque produit", en: "Codes that each product holds"}
unit: ""
description:
  fr: >-
    Chaque code du Système harmonisé, section comprise, avec les codes de six chiffres qu'il
    contient ; un code de six chiffres se contient lui-même.
  en: >-
    Each code of the Harmonized System, sections included, with the six-digit codes that it holds; a
    six-digit code holds itself.
grain: [hs, hs6]
materialized: true
*/
select
    unnest([leaf.hs, left(leaf.hs, 4), left(leaf.hs, 2), chapter.parent]) as hs,
    leaf.hs as hs6
from product_label as leaf
left join product_chapter as chapter on left(leaf.hs, 2) = chapter.hs
where leaf.hs_level = 'subheading'
