/*
title:
  fr: "Accords commerciaux"
  en: "Trade agreements"
unit: ""
description:
  fr: >-
    Accords commerciaux du Canada avec les pays de la région. Extrait de la table publiée, en
    lignes entières. Une liste vide ne filtre rien.
  en: >-
    Canada's trade agreements with the countries of the region. Extract of the published table,
    in whole rows. An empty list filters nothing.
grain: [agreement]
sample:
  agreement: []
  max_rows: 200
*/
select
    agreement,
    name_fr,
    name_en,
    in_force,
    law_fr,
    law_en
from agreement
where
    (len($agreement::varchar[]) = 0 or list_contains($agreement::varchar[], agreement))
order by agreement
limit $max_rows
