/*
title:
  fr: "Représentations du Québec dans la région"
  en: "Québec's representations in the region"
unit: ""
description:
  fr: >-
    Les représentations du Québec dans la région, ouvertes ou fermées, et la direction au siège,
    avec l'année d'ouverture et les pays que la stratégie de 2022 prévoit de couvrir
    ponctuellement.
  en: >-
    Québec's representations in the region, open or closed, and the directorate at head office,
    with the opening year and the countries that the strategy of 2022 plans to cover occasionally.
grain: [representation]
sample: {}
checks:
  - unique: [representation]
  - not_null: [representation, representation_kind, partner, opened_year]
*/
select
    representation, kind as representation_kind, partner, city_fr, city_en, name_fr, name_en,
    opened_year, closed_year, latitude, longitude, covers, cover_fr, cover_en, passage_fr,
    passage_en, 'published_figures' as source
from representation
order by opened_year, representation
