/*
title: {fr: "Postes approuvés, par volet", en: "Positions approved, by stream"}
unit: positions
description:
  fr: >-
    Postes visés par une étude d'impact sur le marché du travail favorable, par volet du Programme
    des travailleurs étrangers temporaires. Le total est celui que publie l'éditeur ; la somme des
    volets l'atteint à quelques postes près. Un poste approuvé n'est pas un travailleur arrivé.
  en: >-
    Positions on positive labour market impact assessments, by stream of the Temporary Foreign
    Worker Program. The total is the publisher's; the streams add up to it within a few positions. A
    position approved is not a worker arrived.
grain: [stream, ref_year]
sample: {geo: CA-QC, streams: [primary_agriculture, global_talent, all]}
checks:
  - unique: [stream, ref_year]
  - not_null: [stream, ref_year, period, status, source]
  - between: {share: [0, 1]}
*/
with positions as (
    select stream, ref_year, value as positions, status, source
    from lmia_position_annual
    where
        table_number = 13
        and measure = 'positions_positive'
        and geo = $geo
)

select
    this.stream, this.ref_year, make_date(this.ref_year, 1, 1) as period, this.positions,
    this.status,
    this.positions / nullif(total.positions, 0) as share,
    this.positions / nullif(earlier.positions, 0) - 1 as growth,
    this.source
from positions as this
left join positions as total
    on
        (this.ref_year, this.source) = (total.ref_year, total.source)
        and total.stream = 'all'
left join positions as earlier
    on
        (this.stream, this.source) = (earlier.stream, earlier.source)
        and this.ref_year = earlier.ref_year + 1
where list_contains($streams::varchar[], this.stream)
order by this.stream, this.ref_year
