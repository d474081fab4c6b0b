/*
title: {fr: "Gravité des états", en: "Severity of statuses"}
unit: ""
description:
  fr: >-
    Rang de chaque état quand plusieurs observations n'en font qu'une : le plus grave est
    retenu. Un zéro arrondi s'efface devant une valeur normale.
  en: >-
    Rank of each status when several observations become one: the gravest is kept. A zero by
    rounding gives way to a normal value.
grain: [status]
*/
select
    status,
    severity
from (
    values
    ('rounded_to_zero', 0),
    ('normal', 1),
    ('revised', 2),
    ('preliminary', 3),
    ('use_with_caution', 4),
    ('not_applicable', 5),
    ('not_available', 6),
    ('below_detection_limit', 7),
    ('too_unreliable', 8),
    ('suppressed', 9)
) as ranked (status, severity)
