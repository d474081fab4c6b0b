/*
title:
  fr: "Jalons depuis 2006, et ce que le commerce a fait"
  en: "Milestones since 2006, and what trade did"
unit: CAD
description:
  fr: >-
    Ce que les politiques et plans ont annoncé depuis la politique de 2006, ce que le rapport
    d'étape de 2007-2008 dit de chaque objectif, lieu et changement du réseau, et les jalons de la
    stratégie de 2022. À côté, les échanges de marchandises du Québec avec les pays nommés, réunis :
    première année chargée depuis le jalon, et dernière. Rien n'est donné si l'un de ces pays n'est
    pas publié à part.
  en: >-
    What policies and plans have announced since the policy of 2006, what the progress report for
    2007-2008 says of each objective, place and change of the network, and the milestones of the
    strategy of 2022. Beside them, Québec's goods trade with the countries named, taken together:
    first year loaded since the milestone, and latest. Nothing is given when one of these countries
    is not published by itself.
grain: [milestone]
sample: {partners: [], kinds: []}
checks:
  - unique: [milestone]
  - not_null: [milestone, milestone_date, date_precision, milestone_kind, title_fr, title_en]
*/
with listed as (
    select
        milestone, year(milestone_date) as since, unnest(string_split(partners, ' ')) as partner,
        len(string_split(partners, ' ')) as n_partners
    from milestone
),

traded as (
    select
        listed.milestone, trade.ref_year, sum(trade.total_cad)::bigint as total_cad,
        string_agg(distinct trade.source, ' ') as source
    from listed
    inner join quebec_trade_year as trade
        on listed.partner = trade.partner and listed.since <= trade.ref_year
    where trade.total_cad is not null
    group by listed.milestone, listed.n_partners, trade.ref_year
    having count(*) = listed.n_partners
),

ends as (
    select
        milestone, min(ref_year) as first_trade_year,
        min_by(total_cad, ref_year) as first_trade_cad,
        max(ref_year) as now_year, max_by(total_cad, ref_year) as now_trade_cad,
        max(source) as source
    from traded
    group by milestone
)

select
    stone.milestone, milestone_date, date_precision, kind as milestone_kind, title_fr, title_en,
    report_fr, report_en, partners, first_trade_year, first_trade_cad, now_year, now_trade_cad,
    passage_fr, passage_en, concat_ws(' ', 'published_figures', ends.source) as source
from milestone as stone
left join ends on stone.milestone = ends.milestone
where
    (
        len($partners::varchar[]) = 0
        or list_has_any(string_split(partners, ' '), $partners::varchar[])
    )
    and (len($kinds::varchar[]) = 0 or list_contains($kinds::varchar[], kind))
order by stone.milestone
