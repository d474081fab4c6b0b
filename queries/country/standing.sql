/*
title: {fr: "Place d'un pays dans les échanges", en: "A country's standing in trade"}
unit: CAD
description:
  fr: >-
    Valeur des échanges sur les douze derniers mois connus, ou sur la dernière année quand le pays
    n'est publié qu'une fois l'an, avec la variation sur un an, la part du total et la contribution
    à la croissance du total. Le rang vaut parmi les partenaires que la source nomme, dont le nombre
    est donné. Au Québec, les autres pays sont réunis dans « autres pays » et n'ont pas de rang.
  en: >-
    Value of trade over the latest twelve months known, or the latest year where the country is
    published once a year only, with the change over a year, the share of the total and the
    contribution to the growth of the total. The rank is among the partners that the source names,
    whose number is given. In Québec the remaining countries are within "other countries" and have
    no rank.
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
