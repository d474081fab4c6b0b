"""What is known of each pair of captured editions, and how they are compared; it runs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from etl.snapshot import VintageKind
from etl.source import Text

REVISED_AFTER = date(2021, 1, 1)
_AS_PUBLISHED = """
    select
        '{table}' as table_name, {columns},
        date '{before}' as vintage_before, value_before, status_before, value_after, status,
        value_after - value_before as change,
        if(status_before is null, 'new', 'revised') as kind, '{unit}' as unit
    from changed
"""


@dataclass(frozen=True)
class Compared:
    """Two captured editions of the same series: files, dates, and the SQL that gives the changes.

    The SQL reads the files as `capture_0`, `capture_1`, or what the sources named in `parsed` make
    of them as `parsed_0`, `parsed_1`.
    """

    source: str
    files: tuple[str, ...]
    parsed: tuple[str, ...]
    before: date
    vintage: date
    vintage_kind: VintageKind
    vintage_is: str
    obtained: Text
    notes: str
    sql: str


_TRADE = "geo, partner, measure, 'TOTAL' as detail, ref_period"
_ESTIMATED = "the publisher's usual 35 days after the last month covered"

COMPARED = (
    Compared(
        source="statcan_12100175",
        files=(
            "cimt/province_monthly_2019_2026.csv",
            "figures/trade_quebec_partner_monthly.csv",
        ),
        parsed=(),
        before=date(2026, 7, 5),
        vintage=date(2026, 9, 3),
        vintage_kind="release",
        vintage_is=f"release date given with the capture; the edition before is dated by {_ESTIMATED}",
        obtained=Text(
            "Totaux du Québec de deux éditions captées, comparés par le projet : fichiers CICM "
            "(mai 2026, diffusion estimée au 5 juillet) et tableau 12-10-0175-01 (3 septembre).",
            "Québec's totals in two captured editions, compared by the project: CIMT files (May "
            "2026, release estimated on 5 July) and table 12-10-0175-01 (3 September).",
        ),
        notes="The two editions are of one publisher and one basis: they are equal to the rounding "
        "for 2019 and 2021 to 2024. A difference within the rounding (a thousand dollars) is no revision. "
        "2020 is left out: both captures hold that year in editions whose order is not known.",
        sql="""
            with earlier as (
                select
                    strptime(date, '%Y-%m')::date as ref_period,
                    unnest(['import', 'domestic_export']) as measure,
                    unnest([imports::decimal(18, 1), exports::decimal(18, 1)])::bigint as value
                from capture_0
                where code = 'QC'
            ),
            later as (
                select
                    strptime(ref_month, '%Y-%m')::date as ref_period,
                    flow as measure,
                    value_thousand_cad::bigint * 1000 as value
                from capture_1
                where partner = 'ALL'
            ),
            changed as (
                select
                    'CA-QC' as geo, 'WLD' as partner, measure, ref_period,
                    earlier.value as value_before,
                    if(earlier.value is null, null, 'normal') as status_before,
                    later.value as value_after, 'normal' as status
                from later
                left join earlier using (measure, ref_period)
                where ref_period >= $since and (
                    abs(later.value - earlier.value) > 1000
                    or (earlier.value is null and ref_period > (select max(ref_period) from earlier))
                )
            )
        """
        + _AS_PUBLISHED.format(
            table="trade_partner_monthly", columns=_TRADE, before="2026-07-05", unit="CAD"
        ),
    ),
    Compared(
        source="cimt_partner",
        files=(
            "cimt/canada_partner_monthly_2024_2026.csv",
            "cimt/canada_top20_partner_monthly_2019_2026.csv",
        ),
        parsed=(),
        before=date(2026, 6, 4),
        vintage=date(2026, 7, 5),
        vintage_kind="estimate",
        vintage_is=f"estimate: both editions are dated by {_ESTIMATED} (April, then May 2026)",
        obtained=Text(
            "Canada par pays dans deux éditions captées de la CICM (avril puis mai 2026), "
            "comparées par le projet ; dates de diffusion estimées.",
            "Canada by country in two captured editions of CIMT (April, then May 2026), compared "
            "by the project; release dates estimated.",
        ),
        notes="Rows shipped: countries of the region and comparators among the twenty partners of "
        "the later capture. The edition of July is not the one whose figures are shipped (June).",
        sql="""
            with earlier as (
                select
                    strptime(date, '%Y-%m')::date as ref_period, named.partner,
                    unnest(['import', 'total_export']) as measure,
                    unnest([imports::decimal(18, 1), exports::decimal(18, 1)])::bigint as value
                from capture_0
                inner join capture_country as named on country = named.code
            ),
            later as (
                select
                    strptime(date, '%Y-%m')::date as ref_period, named.partner,
                    unnest(['import', 'total_export']) as measure,
                    unnest([imports::decimal(18, 1), exports::decimal(18, 1)])::bigint as value
                from capture_1
                inner join capture_english as named on capture_1.partner = named.name
                where
                    named.partner in (select partner from shipped_ala)
                    or named.partner in (select partner from shipped_comparator)
            ),
            changed as (
                select
                    'CA' as geo, partner, measure, ref_period,
                    earlier.value as value_before,
                    if(earlier.value is null, null, 'normal') as status_before,
                    later.value as value_after, 'normal' as status
                from later
                left join earlier using (partner, measure, ref_period)
                where
                    later.value <> earlier.value
                    or (earlier.value is null and ref_period > (select max(ref_period) from earlier))
            )
        """
        + _AS_PUBLISHED.format(
            table="trade_partner_monthly", columns=_TRADE, before="2026-06-04", unit="CAD"
        ),
    ),
    Compared(
        source="ircc_study_citizenship",
        files=(
            "ircc/ODP-TR-Study-IS_CITZ.csv",
            "ircc/EN_ODP-TR-Study-IS_CITZ_sign_date.xlsx",
        ),
        parsed=("ircc_study_monthly", "ircc_study_citizenship"),
        before=date(2024, 8, 29),
        vintage=date(2025, 7, 31),
        vintage_kind="release",
        vintage_is="date of the workbook's footer; the edition before is dated by its last month "
        "(June 2024) and the publisher's usual 60 days",
        obtained=Text(
            "Permis d'études du Canada par citoyenneté et par mois dans deux éditions captées "
            "d'IRCC, comparées par le projet : fichier texte (juin 2024, diffusion estimée) et "
            "classeur du 31 juillet 2025.",
            "Canada's study permits by citizenship and month in two captured editions of IRCC, "
            "compared by the project: text file (June 2024, release estimated) and workbook of "
            "31 July 2025.",
        ),
        notes="Rows shipped: revisions of ten persons or more (IRCC rounds to five) for the region "
        "and comparators, and the new months of Mexico and Brazil.",
        sql="""
            with earlier as (from parsed_0),
            later as (
                from parsed_1
                where
                    partner in (select partner from shipped_ala)
                    or partner in (select partner from shipped_comparator)
            ),
            changed as (
                select
                    geo, partner, measure, later.ref_month as ref_period,
                    later.origin_concept || ' ' || later.programme || ' ' || later.study_level
                        || ' ' || later.institution_type as detail,
                    earlier.value::bigint as value_before,
                    earlier.status as status_before,
                    later.value::bigint as value_after, later.status
                from later
                left join earlier using (geo, partner, measure, ref_month)
                where
                    abs(later.value - earlier.value) >= 10
                    or (partner in ('MEX', 'BRA')
                        and ref_month > (select max(ref_month) from earlier))
            )
        """
        + _AS_PUBLISHED.format(
            table="study_permit_monthly",
            columns="geo, partner, measure, detail, ref_period",
            before="2024-08-29",
            unit="persons",
        ),
    ),
)
