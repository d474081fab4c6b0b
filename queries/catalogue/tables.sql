/*
title:
  fr: "Tables publiées"
  en: "Published tables"
unit: ""
description:
  fr: >-
    Titre, description, étendue et taille de chaque table publiée.
  en: >-
    Title, description, extent and size of every published table.
grain: [table_name]
sample: {}
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
order by table_name
