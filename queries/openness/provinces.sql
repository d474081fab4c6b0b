/*
title: {fr: "Le ratio des provinces et du Canada", en: "The ratio of the provinces and Canada"}
unit: ratio
description:
  fr: >-
    Ratio de chaque géographie pour une année, du plus grand au plus petit, et rang des
    provinces et territoires. Le Canada n'a pas de rang : ses échanges entre provinces
    s'annulent, et seul son ratio vers les autres pays se compare.
  en: >-
    Ratio of every geography in a year, from largest to smallest, and rank of the provinces and
    territories. Canada has no rank: its trade between provinces cancels out, and only its ratio
    to other countries compares.
grain: [geo]
sample: {year: 2022}
checks:
  - unique: [geo]
  - not_null: [geo, ref_year, status, source]
*/
select
    geo, ref_year, ratio, ratio_international, ratio_interprovincial, ratio_goods_international,
    exports_cad, gdp_cad,
    case
        when geo != 'CA' and ratio is not null
            then rank() over (partition by geo = 'CA' order by ratio desc nulls last)
    end as rank_ratio,
    status, obstacle, source
from openness_year
where ref_year = $year::int
order by ratio desc nulls last, geo asc
