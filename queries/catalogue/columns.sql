/*
title:
  fr: "Dictionnaire des colonnes"
  en: "Column dictionary"
unit: ""
description:
  fr: >-
    Type, unité et sens de chaque colonne des tables publiées.
  en: >-
    Type, unit and meaning of every column of the published tables.
grain: [table_name, column_name]
sample: {}
*/
select
    table_name,
    column_name,
    position,
    type,
    unit,
    codes,
    is_nullable,
    title_fr,
    title_en,
    meaning_fr,
    meaning_en
from column_dictionary
order by table_name, position
