/*
title:
  fr: "Tables publiées"
  en: "Published tables"
unit: ""
description:
  fr: >-
    Titre, description, étendue et taille de chaque table publiée. Extrait de la table publiée,
    en lignes entières. Une liste vide ne filtre rien.
  en: >-
    Title, description, extent and size of every published table. Extract of the published
    table, in whole rows. An empty list filters nothing.
grain: [table_name]
sample:
  table_name: []
  max_rows: 200
*/
select
    table_name,
    title_fr,
    title_en,
    description_fr,
    description_en,
    key_columns,
    period_column,
    rows,
    first_period,
    last_period
from table_catalogue
where
    (len($table_name::varchar[]) = 0 or list_contains($table_name::varchar[], table_name))
order by table_name
limit $max_rows
