/*
title: {fr: "Énoncés sur le commerce, année par année", en: "Claims on trade, year by year"}
unit: ""
description:
  fr: >-
    Ce que les échanges de marchandises du Québec donnent, chaque année chargée, pour chaque
    énoncé qui en parle. Une croissance ou une variation porte sur autant d'années que l'énoncé.
  en: >-
    What Québec's goods trade gives, each year that is loaded, for each claim about it. A growth
    or a change spans as many years as the claim.
grain: [claim, ref_year]
*/
with year_of_trade as (
    select
        partner, ref_year, export_cad, total_cad, balance_cad, total_rank, ala_rank,
        1 as n_partners, source
    from quebec_trade_year
    -- ALA stands for the region, and not for the Åland Islands, whose ISO code it is.
    where partner != 'ALA'

    union all

    -- The region is a sum of countries, which only a table of every country gives.
    select
        'ALA' as partner, ref_year,
        case when count(*) = count(export_cad) then sum(export_cad) end as export_cad,
        null as total_cad, null as balance_cad, null as total_rank, null as ala_rank,
        count(*) as n_partners, string_agg(distinct source, ' ') as source
    from quebec_trade_year
    where is_ala and has_every_country
    group by ref_year

    union all

    select
        'USA MEX' as partner, ref_year,
        sum(export_cad) filter (where list_contains(['USA', 'MEX'], partner))
        / nullif(max(export_cad) filter (where partner = 'WLD'), 0) as export_cad,
        null as total_cad, null as balance_cad, null as total_rank, null as ala_rank,
        2 as n_partners, max(source) filter (where partner = 'WLD') as source
    from quebec_trade_year
    group by ref_year
    having count(export_cad) filter (where list_contains(['USA', 'MEX'], partner)) = 2
)

select
    claim.claim, this.ref_year,
    case claim.evidence
        when 'goods_trade' then this.total_cad
        when 'goods_trade_rank' then this.total_rank
        when 'goods_trade_rank_ala' then this.ala_rank
        when 'goods_balance' then this.balance_cad
        when 'goods_balance_change' then this.balance_cad - opening.balance_cad
        when 'goods_trade_growth' then this.total_cad / nullif(opening.total_cad, 0) - 1
        when 'goods_exports_growth_ala'
            then
                pow(
                    this.export_cad / nullif(opening.export_cad, 0),
                    1 / (this.ref_year - opening.ref_year)
                ) - 1
        when 'goods_exports_share' then this.export_cad
    end::double as computed_value,
    this.source
from claim
inner join year_of_trade as this on claim.partners = this.partner
left join year_of_trade as opening
    on
        (this.partner, this.n_partners) = (opening.partner, opening.n_partners)
        and this.ref_year = opening.ref_year + (claim.year_to - claim.year_from)
where claim.evidence like 'goods_%'
