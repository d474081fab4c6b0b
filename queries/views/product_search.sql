/*
title: {fr: "Libellés où chercher un produit", en: "Labels to search for a product"}
unit: ""
description:
  fr: >-
    Chaque code du Système harmonisé et ses libellés, en petites lettres sans accents : ce que la
    recherche de produits compare aux mots cherchés.
  en: >-
    Each code of the Harmonized System and its labels, in small letters without accents: what the
    search for products compares with the words searched for.
grain: [hs]
materialized: true
*/
-- Folding thirteen thousand labels at each question was most of its time.
select
    hs, hs_level, parent, label_fr, label_en,
    strip_accents(lower(coalesce(label_fr, ''))) as folded_fr,
    strip_accents(lower(coalesce(label_en, ''))) as folded_en
from product_label
