/*
title: {fr: "Codes d'un produit dans le temps", en: "A product's codes over time"}
unit: ""
description:
  fr: >-
    Périodes de validité des codes à six chiffres d'un produit. Quand un code s'arrête ou commence,
    les codes de la même position qui commencent ou s'arrêtent au même moment sont nommés : ce sont
    des successeurs ou des prédécesseurs possibles. Aucune concordance officielle ne les relie.
  en: >-
    Periods of validity of a product's six-digit codes. When a code ends or begins, the codes of the
    same heading that begin or end at the same moment are named: they are possible successors or
    predecessors. No official concordance links them.
grain: [hs, valid_from]
sample: {product: "0101", since: 2005-01-01, until: 2022-12-01}
checks:
  - unique: [hs, valid_from]
  - not_null: [hs, valid_from, is_revised]
*/
with codes as (
    select
        hs, label_fr, label_en, valid_from, valid_to, parent, source,
        (valid_to + interval 1 month)::date as followed
    from product
    where hs_level = 'subheading'
)

select
    code.hs, code.label_fr, code.label_en, code.valid_from, code.valid_to,
    (
        code.valid_from > $since::date or coalesce(code.valid_to < $until::date, false)
    ) as is_revised,
    string_agg(distinct other.hs, ' ' order by other.hs) as related,
    code.source
from codes as code
left join codes as other
    on
        code.parent = other.parent
        and (code.followed = other.valid_from or code.valid_from = other.followed)
        and (other.valid_from > $since::date or other.valid_to >= $since::date)
left join product_chapter as chapter on left(code.hs, 2) = chapter.hs
where
    (starts_with(code.hs, $product) or chapter.parent = $product)
    and code.valid_from <= $until::date
    and (code.valid_to is null or code.valid_to >= $since::date)
group by code.hs, code.label_fr, code.label_en, code.valid_from, code.valid_to, code.source
order by code.hs, code.valid_from
