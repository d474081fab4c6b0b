/*
title:
  fr: "Tables publiées"
  en: "Published tables"
unit: ""
description:
  fr: >-
    Titre, description, étendue et taille de chaque table publiée. Lignes de la table publiée,
    telles quelles.
  en: >-
    Title, description, extent and size of every published table. Rows of the published table, as
    they stand.
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
