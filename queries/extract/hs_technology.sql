/*
title:
  fr: "Niveau technologique des produits"
  en: "Technology level of products"
unit: ""
description:
  fr: >-
    Niveau technologique de chaque produit du Système harmonisé, d'après la définition de l'OCDE par
    intensité de R-D (CITI Rév. 3, 2011). Le préfixe le plus long d'un code décide ; un code sans
    préfixe n'est pas classé. Lignes de la table publiée, telles quelles.
  en: >-
    Technology level of each product of the Harmonized System, after the OECD's definition by R&D
    intensity (ISIC Rev. 3, 2011). The longest prefix of a code decides; a code without a prefix is
    unclassified. Rows of the published table, as they stand.
grain: [hs]
sample:
  max_rows: 200
*/
select
    hs,
    technology,
    industry
from hs_technology
order by hs
limit $max_rows
