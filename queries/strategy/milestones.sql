/*
title: {fr: "Jalons depuis 2006", en: "Milestones since 2006"}
unit: ""
description:
  fr: >-
    Ce que les politiques et plans ont annoncé depuis la politique de 2006, ce que le rapport
    d'étape de 2007-2008 dit de chaque objectif, lieu et changement du réseau, et les jalons de la
    stratégie de 2022. Une liste vide ne filtre rien.
  en: >-
    What policies and plans have announced since the policy of 2006, what the yearly report for
    2007-2008 says of each objective, place and change of the network, and the milestones of the
    strategy of 2022. An empty list filters nothing.
grain: [milestone]
sample: {partners: [], kinds: []}
checks:
  - unique: [milestone]
  - not_null: [milestone, milestone_date, date_precision, milestone_kind, title_fr, title_en]
*/
select
    milestone, milestone_date, date_precision, kind as milestone_kind, title_fr, title_en,
    report_fr, report_en, partners, passage_fr, passage_en,
    'published_figures' as source
from milestone
where
    (
        len($partners::varchar[]) = 0
        or list_has_any(string_split(partners, ' '), $partners::varchar[])
    )
    and (len($kinds::varchar[]) = 0 or list_contains($kinds::varchar[], kind))
order by milestone
