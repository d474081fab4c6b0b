/*
title: {fr: "Mesures de la stratégie et leur état", en: "Measures of the strategy and their state"}
unit: ""
description:
  fr: >-
    Chaque mesure de la stratégie, en libellé abrégé, avec son axe, son orientation, sa rubrique,
    les pays qu'elle nomme, les séries qui l'informent et l'état que le personnel du ministère lui
    donne. Une mesure absente du fichier des états est à documenter.
  en: >-
    Each measure of the strategy, in shortened wording, with its axis, its orientation, its heading,
    the countries it names, the series that inform it and the state that the ministry's staff gives
    it. A measure that is absent from the status file is to be documented.
grain: [measure_id]
sample: {partners: []}
checks:
  - unique: [measure_id]
  - not_null: [measure_id, orientation, axis, measure_state, evidences]
*/
select
    listed.measure as measure_id, aim.axis, aim.axis_fr, aim.axis_en,
    listed.orientation, aim.name_fr as orientation_fr, aim.name_en as orientation_en,
    listed.heading, listed.heading_fr, listed.heading_en, listed.statement_fr, listed.statement_en,
    listed.partners, listed.evidences,
    coalesce(progress.state, 'to_document') as measure_state,
    progress.state_date, progress.date_precision, progress.note_fr, progress.note_en,
    progress.reference_fr, progress.reference_en,
    concat_ws(' ', 'published_figures', progress.source) as source
from strategy_measure as listed
inner join strategy_orientation as aim on listed.orientation = aim.orientation
left join measure_progress as progress on listed.measure = progress.measure
where
    len($partners::varchar[]) = 0
    or list_has_any(string_split(listed.partners, ' '), $partners::varchar[])
order by
    aim.axis, substr(listed.orientation, 2)::int, listed.heading,
    split_part(listed.measure, '-', 3)::int
