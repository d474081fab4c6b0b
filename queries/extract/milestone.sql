/*
title:
  fr: "Jalons des politiques et plans"
  en: "Milestones of policies and plans"
unit: ""
description:
  fr: >-
    Ce que les politiques et plans ont annoncé depuis 2006, et ce que le rapport d'étape de
    2007-2008 en dit. Lignes de la table publiée, telles quelles.
  en: >-
    What policies and plans have announced since 2006, and what the progress report for 2007-2008
    says of it. Rows of the published table, as they stand.
grain: [milestone]
sample:
  max_rows: 200
*/
select
    milestone,
    milestone_date,
    date_precision,
    kind,
    title_fr,
    title_en,
    report_fr,
    report_en,
    partners,
    passage_fr,
    passage_en
from milestone
order by milestone
limit $max_rows
