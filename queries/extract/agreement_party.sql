/*
title:
  fr: "Parties aux accords commerciaux"
  en: "Parties to trade agreements"
unit: ""
description:
  fr: >-
    Chaque partenaire lié au Canada par un accord de la liste, et depuis quand. Extrait de la table
    publiée, en lignes entières. Une liste vide ne filtre rien.
  en: >-
    Each partner bound to Canada by an agreement of the list, and since when. Extract of the
    published table, in whole rows. An empty list filters nothing.
grain: [agreement, partner]
sample:
  agreement: []
  partner: []
  max_rows: 200
*/
select
    agreement,
    partner,
    in_force
from agreement_party
where
    (len($agreement::varchar[]) = 0 or list_contains($agreement::varchar[], agreement))
    and (len($partner::varchar[]) = 0 or list_contains($partner::varchar[], partner))
order by agreement, partner
limit $max_rows
