/*
title: {fr: "Échanges par période", en: "Trade by period"}
unit: CAD
description:
  fr: >-
    Exportations, importations, leur somme (« total ») et leur différence (« balance ») par
    mois, trimestre, année ou douze mois glissants ; périodes complètes seulement. Une période
    qui contient un mois sans valeur n'en a pas et porte l'état le plus grave.
  en: >-
    Exports, imports, their sum ("total") and their difference ("balance") by month, quarter,
    year or rolling twelve months; complete periods only. A period with a month that has no
    value has none and bears the gravest status.
grain: [geo, partner, section, direction, frequency, period]
*/
-- The calendar deals each month out to the periods that it counts for: one aggregate serves
-- every frequency, and filters on its keys reach the scan. Worked out ahead, the periods would
-- take seconds and near a gigabyte with the full tables; the months of the total suffice.
with summed as (
    select
        geo, partner, section, side.direction, frequency, period, period_end, n_months,
        case when count(value_cad) = count(*) then sum(sign * value_cad) end::bigint
            as value_cad,
        max(gravity) as gravity,
        min(source) as first_source,
        max(source) as last_source
    from trade_month as trade
    inner join calendar using (ref_month)
    cross join trade_side as side
    where if(trade.direction = part, sign, 0) != 0
    group by
        geo, partner, section, side.direction, frequency, period, period_end, n_months, n_parts
    having count(*) = n_months * n_parts
)

select
    geo, partner, section, direction, frequency, period, period_end, n_months, value_cad,
    substr(gravity, 2) as status, gravity,
    case
        when first_source = last_source then first_source
        else first_source || ' ' || last_source
    end as source
from summed
