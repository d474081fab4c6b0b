/*
title:
  fr: "Partenaires"
  en: "Partners"
unit: ""
description:
  fr: >-
    Pays et territoires partenaires, avec leur appartenance à l'Amérique latine et aux Antilles, les
    accords commerciaux en vigueur avec le Canada et la représentation du Québec. Lignes de la table
    publiée, telles quelles.
  en: >-
    Partner countries and territories, with their membership of Latin America and the Antilles, the
    trade agreements in force with Canada and Québec's representation. Rows of the published table,
    as they stand.
grain: [partner]
sample:
  partner: [MEX, BRA]
  max_rows: 200
*/
select
    partner,
    name_fr,
    name_en,
    iso2,
    sub_region,
    is_ala,
    is_sovereign,
    agreements,
    representation_fr,
    representation_en,
    latitude,
    longitude
from partner
where
    (len($partner::varchar[]) = 0 or list_contains($partner::varchar[], partner))
order by partner
limit $max_rows
