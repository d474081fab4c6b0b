/*
title: {fr: "Ruptures des codes de produits", en: "Breaks in product codes"}
unit: ""
description:
  fr: >-
    Mois où un code de six chiffres naît, disparaît ou change de sens, pour lui et pour tout ce
    qui le contient. Les deux sens d'un code se suivent sans se comparer.
  en: >-
    Months in which a six-digit code comes, goes or changes meaning, for itself and all that holds
    it. The two meanings of a code follow each other and do not compare.
grain: [hs, revision]
materialized: true
*/
with changed as (
    select hs, valid_from as revision
    from product
    where hs_level = 'subheading'
    union
    select hs, (valid_to + interval 1 month)::date as revision
    from product
    where hs_level = 'subheading' and valid_to is not null
)

select distinct member.hs, changed.revision
from changed
inner join product_member as member on changed.hs = member.hs6
