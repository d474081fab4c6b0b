/*
title:
  fr: "Professions"
  en: "Occupations"
unit: ""
description:
  fr: >-
    Professions (CNP 2011) des tableaux du programme des travailleurs agricoles saisonniers.
  en: >-
    Occupations (NOC 2011) of the seasonal agricultural worker tables.
grain: [occupation]
sample: {}
*/
select
    occupation,
    name_fr,
    name_en
from occupation
order by occupation
