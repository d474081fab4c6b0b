/*
title: {fr: "Les pays que le réseau couvre", en: "The countries that the network covers"}
unit: CAD
description:
  fr: >-
    Pour chaque représentation ouverte, le pays où elle se trouve et ceux qu'elle peut couvrir
    ponctuellement : exportations et importations du Québec de la dernière année chargée, titulaires
    de permis d'études de la dernière année entière (tout le Canada), postes approuvés au Québec. Un
    pays « non chargé » est compris dans « autres pays ». Un pays sous le dernier rang publié n'est
    pas à zéro : son nombre n'est pas donné.
  en: >-
    For each open representation, the country where it stands and those it may cover occasionally:
    Québec's exports and imports of the latest year loaded, study permit holders of the latest whole
    year (all of Canada), positions approved in Québec. A country that is "not loaded" is within
    "other countries". A country below the last published rank is not at zero: its number is not
    given.
grain: [representation, partner]
sample: {}
checks:
  - unique: [representation, partner]
  - not_null: [representation, partner, cover_role, status, students_status, positions_status]
*/
with listed as (
    select representation, opened_year, partner, 'seat' as cover_role
    from representation
    where list_contains(['general_delegation', 'office'], kind)
    union all
    select
        representation, opened_year, unnest(string_split(covers, ' ')) as partner,
        'cover' as cover_role
    from representation
    where list_contains(['general_delegation', 'office'], kind) and covers != ''
),

trade as (
    from quebec_trade_year
    qualify ref_year = max(ref_year) over ()
),

students as (
    select partner, ref_year, persons, persons_low, persons_high, status, source
    from student_year
    where measure = 'holders_year' and geo = 'CA' and study_level = 'all' and months_covered = 12
    qualify ref_year = max(ref_year) over ()
),

positions as (
    select partner, ref_year, value, status, source
    from lmia_position_annual
    where table_number = 10 and measure = 'positions_positive' and geo = 'CA-QC'
    qualify ref_year = max(ref_year) over ()
)

select
    listed.representation, listed.partner, listed.cover_role,
    (select max(ref_year) from trade) as trade_year,
    trade.export_cad, trade.import_cad,
    if(coalesce(trade.export_cad, trade.import_cad) is null, 'not_loaded', 'normal') as status,
    (select max(ref_year) from students) as students_year,
    students.persons as students, students.persons_low as students_low,
    students.persons_high as students_high,
    coalesce(students.status, 'not_loaded') as students_status,
    (select max(ref_year) from positions) as positions_year,
    positions.value as positions,
    case
        when positions.status is not null then positions.status
        when exists (select 1 from positions) then 'below_rank'
        else 'not_loaded'
    end as positions_status,
    concat_ws(
        ' ', 'published_figures', trade.source, students.source, positions.source
    ) as source
from listed
left join trade on listed.partner = trade.partner
left join students on listed.partner = students.partner
left join positions on listed.partner = positions.partner
order by
    listed.opened_year, listed.representation, listed.cover_role = 'cover', listed.partner
