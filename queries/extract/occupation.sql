/*
title:
  fr: "Professions"
  en: "Occupations"
unit: ""
description:
  fr: >-
    Professions (CNP 2011) des tableaux du programme des travailleurs agricoles saisonniers. Lignes
    de la table publiée, telles quelles.
  en: >-
    Occupations (NOC 2011) of the seasonal agricultural worker tables. Rows of the published table,
    as they stand.
grain: [occupation]
sample:
  occupation: []
  max_rows: 200
*/
select
    occupation,
    name_fr,
    name_en
from occupation
where
    (len($occupation::varchar[]) = 0 or list_contains($occupation::varchar[], occupation))
order by occupation
limit $max_rows
