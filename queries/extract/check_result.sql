/*
title: {fr: "Contrôles", en: "Checks"}
unit: ""
description:
  fr: >-
    Ce que les contrôles ont trouvé dans cette construction. Extrait de la table publiée, en
    lignes entières. Une liste vide ne filtre rien.
  en: >-
    What the checks found in this build. Extract of the published table, in whole rows. An empty
    list filters nothing.
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
