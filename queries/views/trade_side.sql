/*
title: {fr: "Sens des échanges", en: "Directions of trade"}
unit: ""
description:
  fr: "Ce qui entre dans chaque sens : « total » additionne les deux, « balance » soustrait."
  en: "What each direction is made of: \"total\" adds the two, \"balance\" subtracts."
grain: [direction, part]
*/
-- Views meet every month with every row here and keep those where
-- `if(direction = part, sign, 0) != 0`: an equality would make it a join, and DuckDB would put the
-- join's keys to each text of the table of months first, three times as dear for one partner.
select
    direction,
    part,
    sign,
    n_parts
from (
    values
    ('export', 'export', 1, 1),
    ('import', 'import', 1, 1),
    ('total', 'export', 1, 2),
    ('total', 'import', 1, 2),
    ('balance', 'export', 1, 2),
    ('balance', 'import', -1, 2)
) as side (direction, part, sign, n_parts)
