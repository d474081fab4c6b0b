/*
title: {fr: "Les pays sur les mêmes lignes", en: "Countries on the same rows"}
unit: ""
description:
  fr: >-
    Les mêmes faits pour chaque pays choisi, chacun avec sa période, son unité et sa variation sur
    un an : échanges des douze derniers mois et de la dernière année, rang, part, étudiants au
    Canada, travailleurs agricoles et postes approuvés au Québec, économie, accords, représentation.
    Un fait « non chargé » nomme la table qui le donnerait. Un pays sous le dernier rang publié
    n'est connu qu'entre deux bornes. Un zéro est un zéro.
  en: >-
    The same facts for each chosen country, each with its period, unit and change over a year: trade
    of the latest twelve months and of the latest year, rank, share, students in Canada,
    agricultural workers and positions approved in Québec, economy, agreements, representation. A
    fact that is "not loaded" names the table that would give it. A country below the last published
    rank is known between two bounds only. A zero is a zero.
grain: [line, partner]
sample: {partners: [MEX, COL, PER]}
checks:
  - unique: [line, partner]
  - not_null: [line, topic, fact, partner, unit, status, measured_in]
*/
with chosen as (
    select partner, min(place) as place
    from (
        select
            unnest($partners::varchar[]) as partner,
            generate_subscripts($partners::varchar[], 1) as place
    ) as listed
    group by partner
),

known as (
    select * from country_fact
    where list_contains($partners::varchar[], partner)
)

select
    asked.line, asked.topic, asked.geo, asked.fact, chosen.partner, asked.frequency,
    known.period_end, asked.unit, known.amount, known.amount_low, known.amount_high,
    coalesce(known.status, 'not_loaded') as status, known.growth,
    coalesce(known.name_fr, '') as name_fr, coalesce(known.name_en, '') as name_en,
    asked.measured_in, known.source
from country_line as asked
cross join chosen
left join known
    on
        (asked.fact, asked.geo, asked.frequency, chosen.partner)
        = (known.fact, known.geo, known.frequency, known.partner)
order by asked.line, chosen.place
