/*
title: {fr: "Contrôles", en: "Checks"}
unit: ""
description:
  fr: >-
    Ce que les contrôles ont trouvé dans cette construction. Lignes de la table publiée, telles
    quelles.
  en: >-
    What the checks found in this build. Rows of the published table, as they stand.
grain: [check_name, table_name, about]
sample:
  table_name: []
  max_rows: 200
*/
select
    check_name,
    table_name,
    about,
    sentence_fr,
    sentence_en,
    severity,
    is_passed,
    n_offending,
    examples,
    checked_on
from check_result
where
    (len($table_name::varchar[]) = 0 or list_contains($table_name::varchar[], table_name))
order by check_name, table_name, about
limit $max_rows
