/*
title:
  fr: "Accords commerciaux"
  en: "Trade agreements"
unit: ""
description:
  fr: >-
    Accords commerciaux du Canada avec les pays de la région. Lignes de la table publiée, telles
    quelles.
  en: >-
    Canada's trade agreements with the countries of the region. Rows of the published table, as they
    stand.
grain: [agreement]
sample:
  agreement: []
  max_rows: 200
*/
select
    agreement,
    short_fr,
    short_en,
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
