/*
title:
  fr: "Réseau du Québec dans la région"
  en: "Québec's network in the region"
unit: ""
description:
  fr: >-
    Représentations du Québec en Amérique latine et aux Antilles, ouvertes et fermées, et la
    direction à Québec, avec leur année d'ouverture et la couverture ponctuelle prévue. Lignes de la
    table publiée, telles quelles.
  en: >-
    Québec's representations in Latin America and the Antilles, open and closed, and the directorate
    in Québec City, with their opening year and the occasional coverage planned. Rows of the
    published table, as they stand.
grain: [representation]
sample:
  partner: []
  max_rows: 200
*/
select
    representation,
    kind,
    partner,
    city_fr,
    city_en,
    name_fr,
    name_en,
    opened_year,
    closed_year,
    latitude,
    longitude,
    covers,
    cover_fr,
    cover_en,
    passage_fr,
    passage_en
from representation
where
    (len($partner::varchar[]) = 0 or list_contains($partner::varchar[], partner))
order by representation
limit $max_rows
