"""What is known of each captured file, and how its columns become ours; it runs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from etl import snapshot
from etl.source import Text

TRADE, COUNTRY = "trade_partner_monthly", "country_year"
# DATA.md dates the capture of the Statistics Canada file only; the others came in the same set.
CAPTURED_ON = date(2026, 10, 5)


@dataclass(frozen=True)
class Capture:
    """Captured files that give one source's share of one table, and what is known of them."""

    table: str
    source: str
    files: tuple[str, ...]
    vintage: date
    vintage_kind: snapshot.VintageKind
    vintage_is: str
    obtained: Text
    notes: str
    sql: str


CAPTURES = (
    Capture(
        table=TRADE,
        source="statcan_12100175",
        files=("figures/trade_quebec_partner_monthly.csv",),
        vintage=date(2026, 9, 3),
        vintage_kind="release",
        vintage_is="release date given with the capture",
        obtained=Text(
            "Extrait du tableau 12-10-0175-01 (Québec, total des marchandises, 27 pays, les autres "
            "pays et l'ensemble), diffusion du 3 septembre 2026, reçu sous forme déjà ordonnée.",
            "Extract of table 12-10-0175-01 (Québec, total merchandise, 27 countries, other "
            "countries and all countries), release of 3 September 2026, received in tidy form.",
        ),
        notes="Thousands of dollars in the capture, dollars here. ALL is WLD, OTH is OTH. Totals "
        "are rounded by the publisher: WLD less the sum of partners is within 5 thousand dollars. "
        "The capture carries no status symbols: every row is normal. 2020 is another vintage of "
        "that year than in cimt_province (up to 0.7 % in a month). No annual table is shipped: "
        "the genuine 12-10-0173-01 file held covers the United States only, and a table with one "
        "partner would be read as if the others had no trade.",
        sql="""
            select
                'CA-QC' as geo,
                if(partner = 'ALL', 'WLD', partner) as partner,
                'TOTAL' as section,
                flow,
                strptime(ref_month, '%Y-%m')::date as ref_month,
                value_thousand_cad::bigint * 1000 as value_cad,
                'normal' as status
            from capture_0
        """,
    ),
    Capture(
        table=TRADE,
        source="cimt_partner",
        files=("cimt/canada_partner_monthly_2024_2026.csv",),
        vintage=date(2026, 6, 4),
        vintage_kind="estimate",
        vintage_is="estimate: the release date is not recorded; last month covered (April 2026) "
        "plus the publisher's usual 35 days",
        obtained=Text(
            "Somme par pays et par mois des fichiers CICM de Statistique Canada (Canada, "
            "importations et exportations totales), reçue sous forme déjà ordonnée ; date de "
            "diffusion estimée (dernier mois plus 35 jours).",
            "Sums by country and month of Statistics Canada's CIMT files (Canada, imports and "
            "total exports), received in tidy form; release date estimated (last month plus "
            "35 days).",
        ),
        notes="Country codes of the publisher (ISO alpha-2, ZZ for the high seas) are mapped with "
        "etl/codes/partner_name.csv. A 0 of the capture stays 0: the publisher lists non-nil "
        "flows only. CIMT publishes no total row: WLD is the sum of the captured rows, as the "
        "parser sums the publisher's own. The capture holds no row for the high seas, Kosovo and "
        "other special codes: its sum is usually about half a million dollars a month below the "
        "provinces' (cimt_province), 72 million for the imports of March 2024; 2026 differs by "
        "revisions between the two editions.",
        sql="""
            with flows as (
                select 'import' as flow, date, country, imports as value from capture_0
                union all
                select 'total_export', date, country, exports from capture_0
            ),
            -- a code without a name keeps itself, for the contract to refuse and to list
            named as (
                select flows.*, coalesce(name.partner, flows.country) as partner
                from flows
                left join capture_country as name on flows.country = name.code
            )
            select
                'CA' as geo,
                coalesce(partner, 'WLD') as partner,
                'TOTAL' as section,
                flow,
                strptime(date, '%Y-%m')::date as ref_month,
                sum(value::decimal(18, 1))::bigint as value_cad,
                'normal' as status
            from named
            group by grouping sets ((partner, flow, date), (flow, date))
        """,
    ),
    Capture(
        table=TRADE,
        source="cimt_province",
        files=("cimt/province_monthly_2019_2026.csv",),
        vintage=date(2026, 7, 5),
        vintage_kind="estimate",
        vintage_is="estimate: the release date is not recorded; last month covered (May 2026) "
        "plus the publisher's usual 35 days",
        obtained=Text(
            "Somme par province et par mois des fichiers CICM de Statistique Canada (tous les "
            "pays, importations et exportations d'origine canadienne), reçue sous forme déjà "
            "ordonnée ; date de diffusion estimée (dernier mois plus 35 jours).",
            "Sums by province and month of Statistics Canada's CIMT files (all countries, imports "
            "and domestic exports), received in tidy form; release date estimated (last month "
            "plus 35 days).",
        ),
        notes="Code ZZ (re-exports that no province owns) is geo CA, flow re_export; its import "
        "column is 0 in every month and means no series, so it is left out. Québec's rows stand "
        "beside those of statcan_12100175: the source is part of the key.",
        sql="""
            with flows as (
                select 'import' as flow, date, code, imports as value
                from capture_0
                where code != 'ZZ'
                union all
                select if(code = 'ZZ', 're_export', 'domestic_export'), date, code, exports
                from capture_0
            )
            select
                if(code = 'ZZ', 'CA', 'CA-' || code) as geo,
                'WLD' as partner,
                'TOTAL' as section,
                flow,
                strptime(date, '%Y-%m')::date as ref_month,
                value::decimal(18, 1)::bigint as value_cad,
                'normal' as status
            from flows
        """,
    ),
    Capture(
        table=COUNTRY,
        source="worldbank_gdp_population",
        files=("worldbank/gdp.csv", "worldbank/population.csv"),
        vintage=CAPTURED_ON,
        vintage_kind="capture",
        vintage_is="capture date: the release date is not recorded",
        obtained=Text(
            "Séries PIB ($ US courants, jusqu'en 2023) et population (jusqu'en 2024) de la Banque "
            "mondiale, reçues en deux fichiers ; la date est celle de la capture, l'édition n'est "
            "pas indiquée.",
            "World Bank series of GDP (current US$, to 2023) and population (to 2024), received "
            "as two files; the date is that of the capture, the edition is not recorded.",
        ),
        notes="Countries and the world only: the publisher's regions and income groups "
        "(etl/codes/worldbank_aggregate.csv) are left out, and so are the years before 1990. Each "
        "country starts with the first year of either series; a year that one of the two lacks "
        "is not_available there.",
        sql="""
            select
                coalesce(gdp."Country Code", people."Country Code") as partner,
                coalesce(gdp."Year", people."Year")::smallint as ref_year,
                gdp."Value"::double as gdp_usd,
                if(gdp."Value" is null, 'not_available', 'normal') as gdp_status,
                people."Value"::bigint as population,
                if(people."Value" is null, 'not_available', 'normal') as population_status
            from capture_0 as gdp
            full outer join capture_1 as people
                on gdp."Country Code" = people."Country Code" and gdp."Year" = people."Year"
            where coalesce(gdp."Country Code", people."Country Code")
                not in (select code from capture_aggregate)
                and ref_year >= 1990
        """,
    ),
)
