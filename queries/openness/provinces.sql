/*
title: {fr: "Le ratio des provinces et du Canada", en: "The ratio of the provinces and Canada"}
unit: ratio
description:
  fr: >-
    Ratio de chaque province et territoire pour une année, du plus grand au plus petit, avec leur
    rang. Le Canada n'a ni rang ni ratio entier : ce que ses provinces se vendent ne quitte pas le
    pays. Seul son ratio vers les autres pays se compare.
  en: >-
    Ratio of each province and territory in a year, from largest to smallest, with its rank. Canada
    has neither rank nor whole ratio: what its provinces sell one another does not leave the
    country. Only its ratio to other countries can be compared.
grain: [geo]
sample: {year: 2022}
checks:
  - unique: [geo]
  - not_null: [geo, ref_year, status, source]
*/
with comparable as (
    select
        geo, ref_year, ratio_international, ratio_goods_international, exports_cad, gdp_cad,
        status, obstacle, source,
        case when geo != 'CA' then ratio end as whole_ratio,
        case when geo != 'CA' then ratio_interprovincial end as ratio_interprovincial
    from openness_year
    where ref_year = $year::int
)

select
    geo, ref_year,
    whole_ratio as ratio,
    ratio_international, ratio_interprovincial, ratio_goods_international, exports_cad, gdp_cad,
    case when whole_ratio is not null then rank() over (order by whole_ratio desc nulls last) end
        as rank_ratio,
    status, obstacle, source
from comparable
order by geo = 'CA' asc, whole_ratio desc nulls last, geo asc
