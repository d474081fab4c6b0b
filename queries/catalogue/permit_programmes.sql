/*
title:
  fr: "Programmes de permis"
  en: "Permit programmes"
unit: ""
description:
  fr: >-
    Programmes de permis d'IRCC et leurs volets, en arbre.
  en: >-
    IRCC's permit programmes and their parts, as a tree.
grain: [programme]
sample: {}
*/
select
    programme,
    parent,
    depth,
    name_fr,
    name_en
from permit_programme
order by programme
