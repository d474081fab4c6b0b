/*
title: {fr: "Niveau technologique de chaque code", en: "Technology level of each code"}
unit: ""
description:
  fr: >-
    Chaque code de six chiffres et son niveau technologique : celui du plus long préfixe de la liste
    (hs_technology), « unclassified » quand la liste n'en a pas.
  en: >-
    Each six-digit code and its technology level: that of the longest prefix of the list
    (hs_technology), "unclassified" when the list has none.
grain: [hs6]
materialized: true
*/
with codes as (
    select
        hs as hs6,
        unnest([left(hs, 2), left(hs, 3), left(hs, 4), left(hs, 5), hs]) as opening
    from product_label
    where hs_level = 'subheading'
)

select
    codes.hs6,
    coalesce(arg_max(listed.technology, length(listed.hs)), 'unclassified') as technology
from codes
left join hs_technology as listed on codes.opening = listed.hs
group by codes.hs6
