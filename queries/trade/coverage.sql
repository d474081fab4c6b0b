/*
title: {fr: "Séries mensuelles chargées", en: "Monthly series loaded"}
unit: ""
description:
  fr: >-
    Pour chaque partenaire et chaque sens : la source montrée, le premier et le dernier mois, le
    nombre de mois et de valeurs. Un partenaire absent n'est pas chargé, ou est compris dans «
    autres pays ».
  en: >-
    For each partner and direction: the source shown, the first and last month, the number of months
    and of values. A partner that is absent is not loaded, or is within "other countries".
grain: [partner, direction]
sample: {geo: CA-QC, section: TOTAL}
checks:
  - unique: [partner, direction]
  - not_null: [partner, direction, first_month, last_month, n_months, n_values, source, vintage]
*/
select
    partner, direction, first_month, last_month, n_months, n_values, source, vintage
from trade_series
where geo = $geo and section = $section and direction is not null and is_chosen
order by partner, direction
