"""Says which rows of a downloaded source the snapshot ships: the region, comparators and totals."""

from __future__ import annotations

import duckdb

from etl import codes
from etl.capture_permit_cards import COMPARATORS, FIRST_MONTH_OF_WORK, FIRST_YEAR_OF_STOCKS, PARSED
from etl.contract import Contract

MOST_BYTES = 3_000_000
FIRST_YEAR_OF_TRADE = 2017
_PARTNERS = (
    "(partner in (select partner from shipped_ala) "
    "or partner in (select partner from shipped_comparator) or partner in ('WLD', 'OTH'))"
)
_BY_HAND = {(name, parsed.source): sql for parsed in PARSED for name, sql in parsed.shipped.items()}
# The workbook of the same figures is shipped in its place.
_LEFT_OUT = {("study_permit_monthly", "ircc_study_monthly")}
# These tables are the snapshot's own: every row of them is shipped.
_WHOLE = {"country_year", "published_figure", "target"}


def declare(con: duckdb.DuckDBPyConnection) -> None:
    """Create the temp tables that the conditions below speak of."""
    ala = [row["partner"] for row in codes.read("partner") if row["is_ala"] == "true"]
    shallow = [row["programme"] for row in codes.read("permit_programme") if row["depth"] < "2"]
    for name, column, values in (
        ("shipped_ala", "partner", ala),
        ("shipped_comparator", "partner", list(COMPARATORS)),
        ("shipped_programme", "programme", shallow),
    ):
        con.execute(
            f"create temp table {name} as select unnest($listed::varchar[]) as {column}",
            {"listed": values},
        )


def rows(table: Contract, source: str) -> str:
    """Return the condition (SQL over the table's columns) on a downloaded source's rows."""
    if table.table in _WHOLE:
        return "true"
    if (table.table, source) in _LEFT_OUT:
        return "false"
    if by_hand := _BY_HAND.get((table.table, source)):
        return by_hand
    held = set(table.names)
    kept = []
    if "geo" in held and "section" in held:
        # The totals of all provinces are few; the partners are those of Québec and of Canada.
        kept.append(f"(partner = 'WLD' or (geo in ('CA', 'CA-QC') and {_PARTNERS}))")
        kept.append("section = 'TOTAL'")
    elif "geo" in held:
        kept.append("geo in ('CA', 'CA-QC')")
        kept += [_PARTNERS] if "partner" in held else []
    if table.period == "ref_year":
        kept.append(f"ref_year >= {FIRST_YEAR_OF_STOCKS}")
    elif table.period:
        first = FIRST_YEAR_OF_TRADE if "section" in held else FIRST_MONTH_OF_WORK.year
        kept.append(f"year({table.period}) >= {first}")
    return " and ".join(kept) or "true"
