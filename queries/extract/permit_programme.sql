/*
title:
  fr: "Programmes de permis"
  en: "Permit programmes"
unit: ""
description:
  fr: >-
    Programmes de permis d'IRCC et leurs volets, en arbre. Extrait de la table publiée, en lignes
    entières. Une liste vide ne filtre rien.
  en: >-
    IRCC's permit programmes and their parts, as a tree. Extract of the published table, in whole
    rows. An empty list filters nothing.
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
