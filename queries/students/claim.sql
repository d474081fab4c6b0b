/*
title:
  fr: "L'énoncé de la stratégie et le compte d'IRCC"
  en: "The strategy's statement and IRCC's count"
unit: ratio
description:
  fr: >-
    Croissance que la stratégie énonce pour le nombre d'étudiants de la région, et croissance d'un
    compte d'IRCC entre les mêmes années. Les deux n'ont ni le même territoire ni la même définition
    : le second ne vérifie pas le premier. Les bornes tiennent compte de l'arrondi à 5 de chaque
    pays. Si un pays est supprimé, la croissance n'est pas donnée.
  en: >-
    Growth that the strategy states for the number of students from the region, and growth of an
    IRCC count between the same years. The two share neither territory nor definition: the second
    does not verify the first. The bounds allow for the rounding to 5 of each country. When a
    country is suppressed, growth is not given.
grain: [target_id]
sample: {target: T3, measure: stock_dec31, geo: CA}
checks:
  - unique: [target_id]
  - not_null: [target_id, year_from, year_to, claimed_growth, precision, status]
  - not_null: [document_fr, document_en]
*/
with counts as (
    select ref_year, persons, persons_low, persons_high, status, n_partners, source
    from student_year
    where measure = $measure and geo = $geo and partner = 'ALA' and study_level = 'all'
)

select
    stated.target as target_id, stated.geo, stated.year_from, stated.year_to,
    stated.value as claimed_growth,
    case
        when stated.value_low is not null then 'over'
        when stated.value_high is not null then 'under'
        else 'exact'
    end as precision,
    stated.statement_fr, stated.statement_en, stated.document_fr, stated.document_en,
    stated.passage_fr, stated.passage_en,
    opening.persons as first_persons, opening.persons_low as first_persons_low,
    opening.persons_high as first_persons_high,
    closing.persons, closing.persons_low, closing.persons_high,
    case
        when opening.n_partners = closing.n_partners
            then closing.persons / nullif(opening.persons, 0) - 1
    end as growth,
    case when growth is not null then closing.persons_low / opening.persons_high - 1 end
        as growth_low,
    case when growth is not null then closing.persons_high / opening.persons_low - 1 end
        as growth_high,
    closing.n_partners,
    case
        when opening.persons is null then coalesce(opening.status, 'not_loaded')
        when closing.persons is null then coalesce(closing.status, 'not_loaded')
        else 'normal'
    end as status,
    concat_ws(' ', stated.source, closing.source) as source
from target as stated
left join counts as opening on stated.year_from = opening.ref_year
left join counts as closing on stated.year_to = closing.ref_year
where stated.target = $target
