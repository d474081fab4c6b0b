/*
title: {fr: "Recherche de produits", en: "Product search"}
unit: ""
description:
  fr: >-
    Produits du Système harmonisé dont le code commence par le texte cherché, ou dont un libellé,
    français ou anglais, en contient tous les mots. Ni les accents ni les majuscules ne comptent.
    Les codes viennent d'abord, puis les libellés, du plus large au plus fin.
  en: >-
    Products of the Harmonized System whose code begins with the text searched for, or one of whose
    labels, French or English, holds all its words. Accents and capitals do not matter. Codes come
    first, then labels, from the broadest to the finest.
grain: [hs]
sample: {text: "AVOCATS frais", level: all, max_rows: 20}
checks:
  - unique: [hs]
  - not_null: [hs, hs_level]
*/
with asked as (
    select
        strip_accents(lower(trim($text))) as folded,
        unnest(
            list_distinct(string_split_regex(strip_accents(lower(trim($text))), '\s+'))
        ) as word
),

found as (
    select
        hs, hs_level, parent, label_fr, label_en,
        bool_or(starts_with(lower(hs), asked.folded)) as is_code,
        bool_and(contains(folded_fr, word)) as is_in_french,
        bool_and(contains(folded_en, word)) as is_in_english
    from product_search
    cross join asked
    where trim($text) != '' and ($level = 'all' or hs_level = $level)
    group by hs, hs_level, parent, label_fr, label_en
)

select
    hs, hs_level, parent, label_fr, label_en
from found
where is_code or is_in_french or is_in_english
order by
    is_code desc,
    list_position(['section', 'chapter', 'heading', 'subheading'], hs_level) asc,
    hs asc
limit $max_rows
