/*
title: {fr: "Permis d'études chargés", en: "Study permits loaded"}
unit: ""
description:
  fr: >-
    Pour chaque compte de personnes : les années publiées, la dernière année entière, et les mois
    quand le compte est mensuel. Un compte absent n'est pas chargé.
  en: >-
    For each count of persons: the years published, the latest whole year, and the months when the
    count is monthly. A count that is absent is not loaded.
grain: [measure]
sample: {geo: CA}
checks:
  - unique: [measure]
  - not_null: [measure, first_year, last_year]
*/
select
    measure, min(ref_year) as first_year, max(ref_year) as last_year,
    max(ref_year) filter (where months_covered = 12) as last_whole_year,
    null::date as first_month, null::date as last_month
from student_year
where geo = $geo
group by measure

union all

select
    'holders_month' as measure, year(min(ref_month)) as first_year,
    year(max(ref_month)) as last_year,
    if(month(max(ref_month)) = 12, last_year, last_year - 1) as last_whole_year,
    min(ref_month) as first_month, max(ref_month) as last_month
from student_month
where geo = $geo
having count(*) > 0
order by measure
