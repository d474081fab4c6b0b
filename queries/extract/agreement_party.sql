/*
title:
  fr: "Parties aux accords commerciaux"
  en: "Parties to trade agreements"
unit: ""
description:
  fr: >-
    Chaque partenaire lié au Canada par un accord de la liste, et depuis quand. Lignes de la table
    publiée, telles quelles.
  en: >-
    Each partner bound to Canada by an agreement of the list, and since when. Rows of the published
    table, as they stand.
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
