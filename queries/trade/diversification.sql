/*
title: {fr: "Diversification des partenaires", en: "Diversification of partners"}
unit: ratio
description:
  fr: >-
    Indice de Herfindahl-Hirschman (somme des carrés des parts, de 0 à 1), part hors États-Unis et
    part du premier partenaire. L'éditeur ne détaille pas « autres pays » : la borne basse de
    l'indice le suppose réparti entre une infinité de pays, la borne haute le compte comme un seul ;
    l'indice exact est entre les deux. Rien n'est donné quand une partie manque, ou quand les
    parties ne font pas le total aux arrondis près.
  en: >-
    Herfindahl-Hirschman index (sum of squared shares, from 0 to 1), share outside the United States
    and share of the first partner. The publisher does not break down "other countries": the lower
    bound of the index takes it as spread over infinitely many countries, the upper bound as one;
    the exact index lies between. Nothing is given when a part is missing, or when parts do not make
    up the total but for rounding.
grain: [period]
sample:
  geo: CA-QC
  section: TOTAL
  direction: import
  frequency: year
  since: 2020-01-01
  until: 2022-12-01
checks:
  - unique: [period]
  - not_null: [period, period_end, n_partners, status]
  - between: {hhi_low: [0, 1], hhi_high: [0, 1], share_outside_usa: [0, 1]}
*/
with known as (
    select partner, period, period_end, n_months, value_cad, gravity, source
    from trade_period
    where
        geo = $geo
        and section = $section
        and direction = $direction
        and frequency = $frequency
        and period >= $since::date
        and period_end <= $until::date
),

-- Each published value may be off by half a thousand dollars a month. Ratios are added in one
-- order, so that the same figures give the same last digit.
gathered as (
    select
        total.period, total.period_end, total.value_cad as total_cad, total.source,
        count(*) filter (where part.partner != 'OTH') as n_partners,
        substr(max(part.gravity), 2) as worst_status,
        count(*) = count(part.value_cad) as is_known,
        abs(sum(part.value_cad) - total.value_cad) <= 500 * (count(*) + 1) * total.n_months
            as is_whole,
        sum(pow(part.value_cad / nullif(total.value_cad, 0), 2) order by part.partner) as hhi_high,
        sum(pow(part.value_cad / nullif(total.value_cad, 0), 2) order by part.partner)
        filter (where part.partner != 'OTH') as hhi_low,
        max(part.value_cad) filter (where part.partner = 'USA') as usa_cad,
        first(part.partner order by part.value_cad desc nulls last, part.partner asc)
        filter (where part.partner != 'OTH') as first_partner,
        max(part.value_cad) filter (where part.partner != 'OTH') as first_cad
    from known as total
    inner join known as part using (period, source)
    where total.partner = 'WLD' and part.partner != 'WLD'
    group by total.period, total.period_end, total.n_months, total.value_cad, total.source
)

select
    period, period_end, n_partners,
    case when is_known and is_whole then hhi_low end as hhi_low,
    case when is_known and is_whole then hhi_high end as hhi_high,
    1 - usa_cad / nullif(total_cad, 0) as share_outside_usa,
    case when is_known and is_whole then first_partner end as first_partner,
    case when is_known and is_whole then first_cad / nullif(total_cad, 0) end as first_share,
    case when is_known and not is_whole then 'not_available' else worst_status end as status,
    source
from gathered
order by period
