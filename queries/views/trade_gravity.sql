/*
title: {fr: "Gravité des états", en: "Gravity of statuses"}
unit: ""
description:
  fr: "Le rang de chaque état, du moins grave au plus grave : une somme porte le plus grand."
  en: "The rank of each status, from least to most grave: a sum bears the greatest."
grain: [status]
materialized: true
*/
select
    status,
    (position - 1)::varchar || status as gravity
from (
    values
    ('rounded_to_zero', 1),
    ('normal', 2),
    ('revised', 3),
    ('preliminary', 4),
    ('use_with_caution', 5),
    ('not_applicable', 6),
    ('not_available', 7),
    ('below_detection_limit', 8),
    ('too_unreliable', 9),
    ('suppressed', 10)
) as ranked (status, position)
