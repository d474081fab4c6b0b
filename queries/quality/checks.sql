/*
title: {fr: "Contrôles de la construction", en: "Checks of the build"}
unit: ""
description:
  fr: >-
    Chaque contrôle de cette construction : ce qu'il affirme, sa gravité, combien de tables il a
    examinées, dans combien il échoue, combien de lignes sont en cause et lesquelles, par exemple.
    Un échec grave refuse l'édition ou la construction ; les autres sont montrés.
  en: >-
    Each check of this build: what it holds, its severity, how many tables it examined, in how many
    it fails, how many rows are in cause and which, for example. A grave failure refuses the edition
    or the build; the others are shown.
grain: [check_name]
sample: {}
checks:
  - unique: [check_name]
  - not_null: [check_name, severity, n_tables, n_failed, n_offending]
*/
select
    check_name,
    any_value(sentence_fr) as sentence_fr,
    any_value(sentence_en) as sentence_en,
    any_value(severity) as severity,
    bool_and(is_passed) as is_passed,
    count(distinct table_name) as n_tables,
    count(distinct table_name) filter (where not is_passed) as n_failed,
    sum(n_offending)::bigint as n_offending,
    coalesce(
        string_agg(examples, chr(10) order by table_name, about) filter (where not is_passed), ''
    ) as examples,
    max(checked_on) as checked_on
from check_result
group by check_name
order by is_passed asc, severity asc, check_name asc
