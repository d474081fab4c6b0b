/*
title: {fr: "Contrôles de la construction", en: "Checks of the build"}
unit: ""
description:
  fr: >-
    Contrôles de cette construction des données : ce que chacun affirme, sa gravité, combien de
    tables il a examinées, dans combien il échoue, combien de lignes sont concernées, avec des
    exemples. Un échec grave fait refuser l'édition ou la construction ; les autres sont montrés.
  en: >-
    Checks of this build of the data: what each asserts, its severity, how many tables it examined,
    in how many it fails, how many rows are concerned, with examples. A serious failure causes the
    edition or the build to be refused; the others are shown.
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
