/*
title:
  fr: "Programmes de permis"
  en: "Permit programmes"
unit: ""
description:
  fr: >-
    Programmes de permis d'IRCC et leurs volets, en arbre. Lignes de la table publiée, telles
    quelles.
  en: >-
    IRCC's permit programmes and their parts, as a tree. Rows of the published table, as they stand.
grain: [programme]
sample:
  programme: []
  max_rows: 200
*/
select
    programme,
    parent,
    depth,
    name_fr,
    name_en
from permit_programme
where
    (len($programme::varchar[]) = 0 or list_contains($programme::varchar[], programme))
order by programme
limit $max_rows
