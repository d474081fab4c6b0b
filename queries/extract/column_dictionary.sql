/*
title:
  fr: "Dictionnaire des colonnes"
  en: "Column dictionary"
unit: ""
description:
  fr: >-
    Type, unité et sens de chaque colonne des tables publiées. Lignes de la table publiée, telles
    quelles.
  en: >-
    Type, unit and meaning of every column of the published tables. Rows of the published table, as
    they stand.
grain: [table_name, column_name]
sample:
  table_name: []
  max_rows: 200
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
where
    (len($table_name::varchar[]) = 0 or list_contains($table_name::varchar[], table_name))
order by table_name, column_name
limit $max_rows
