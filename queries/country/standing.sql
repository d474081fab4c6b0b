/*
title: {fr: "Place d'un pays dans les échanges", en: "A country's standing in trade"}
unit: CAD
description:
  fr: >-
    Sur les douze derniers mois connus, ou la dernière année quand le pays n'est publié qu'une
    fois l'an : valeur, variation sur un an, rang parmi les partenaires publiés et parmi ceux de
    la région, part du total, et contribution à la croissance du total. n_ranked et
    n_ranked_region disent combien de pays sont classés : au Québec, les autres sont dans « autres
    pays » et n'ont pas de rang.
  en: >-
    Over the latest twelve months known, or the latest year where the country is published once a
    year only: value, change over a year, rank among published partners and among those of the
    region, share of the total, and contribution to the growth of the total. n_ranked and
    n_ranked_region say how many countries are ranked: in Québec the others are within "other
    countries" and have no rank.
grain: [direction]
sample: {geo: CA-QC, partner: MEX}
checks:
  - unique: [direction]
  - not_null: [direction, frequency, period_end, status, n_ranked, source]
  - between: {share: [0, 1]}
*/
select
    direction, frequency, period_end, value_cad, status, previous_value_cad, growth,
    rank_world, previous_rank, n_ranked, rank_region, n_ranked_region, share, contribution, source
from country_standing
where geo = $geo and partner = $partner and direction != 'balance'
qualify frequency = min(frequency) over ()
order by list_position(['export', 'import', 'total'], direction)
