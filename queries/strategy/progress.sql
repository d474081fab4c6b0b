/*
title: {fr: "Avancement par axe et orientation", en: "Progress by axis and orientation"}
unit: ""
description:
  fr: >-
    Nombre de mesures par état, pour toute la stratégie, par axe et par orientation. Une mesure est
    documentée quand le fichier des états en dit quelque chose.
  en: >-
    Number of measures by state, for the whole strategy, by axis and by orientation. A measure is
    documented when the status file says something of it.
grain: [scope, axis, orientation]
sample: {}
checks:
  - unique: [scope, axis, orientation]
  - not_null: [scope, n_measures, n_done, n_documented, n_to_document]
*/
with counted as (
    select
        aim.axis, listed.orientation,
        count(*) as n_measures,
        count(progress.state) as n_documented,
        count(*) filter (where progress.state = 'done') as n_done,
        count(*) filter (where progress.state = 'under_way') as n_under_way,
        count(*) filter (where progress.state = 'not_started') as n_not_started,
        count(*) filter (where progress.state = 'abandoned') as n_abandoned,
        count(*) - count(progress.state) as n_to_document
    from strategy_measure as listed
    inner join strategy_orientation as aim on listed.orientation = aim.orientation
    left join measure_progress as progress on listed.measure = progress.measure
    group by grouping sets ((), (aim.axis), (aim.axis, listed.orientation))
)

select
    case
        when counted.axis is null then 'all'
        when counted.orientation is null then 'axis'
        else 'orientation'
    end as scope,
    counted.axis, counted.orientation,
    coalesce(aim.name_fr, title.axis_fr) as title_fr,
    coalesce(aim.name_en, title.axis_en) as title_en,
    n_measures, n_documented, n_done, n_under_way, n_not_started, n_abandoned, n_to_document
from counted
left join strategy_orientation as aim on counted.orientation = aim.orientation
left join (select distinct axis, axis_fr, axis_en from strategy_orientation) as title
    on counted.axis = title.axis
order by
    counted.axis nulls first, substr(counted.orientation, 2)::int nulls first
