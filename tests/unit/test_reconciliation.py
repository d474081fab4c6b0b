"""Trade by product against the tables by partner: equal within rounding, or shown."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from etl import reconciliation
from etl.reconciliation import Gap

OLD, NEW = date(2026, 8, 5), date(2026, 9, 3)


@pytest.fixture
def con():
    with duckdb.connect() as opened:
        opened.execute(
            "create table trade_product_monthly "
            "(geo text, partner text, flow text, ref_month date, value_cad bigint, vintage date)"
        )
        for table, period in (("monthly", "ref_month date"), ("annual", "ref_year smallint")):
            opened.execute(
                f"create table trade_partner_{table} (geo text, partner text, section text, "
                f"flow text, {period}, value_cad bigint, source text, vintage date)"
            )
        yield opened


def product(con, partner, month, *values, geo="CA-QC", flow="import"):
    for value in values:
        con.execute(
            "insert into trade_product_monthly values (?, ?, ?, ?, ?, ?)",
            [geo, partner, flow, date(2024, month, 1), value, NEW],
        )


def monthly(con, partner, month, value, section="TOTAL", source="statcan_12100175"):
    con.execute(
        "insert into trade_partner_monthly values ('CA-QC', ?, ?, 'import', ?, ?, ?, ?)",
        [partner, section, date(2024, month, 1), value, source, OLD],
    )


def annual(con, partner, value):
    con.execute(
        "insert into trade_partner_annual values "
        "('CA-QC', ?, 'TOTAL', 'import', 2024, ?, 'statcan_12100173', ?)",
        [partner, value, OLD],
    )


def test_totals_within_rounding_are_equal(con):
    product(con, "MEX", 1, 1_000_400, 99)
    product(con, "COL", 1, 300_000)
    product(con, "XXX", 1, 20_000)
    monthly(con, "MEX", 1, 1_000_000)
    monthly(con, "OTH", 1, 320_000)
    monthly(con, "WLD", 1, 1_320_000)
    by_month, by_year = reconciliation.compare(con)
    assert (by_month.compared, by_month.gaps) == (3, ())
    assert (by_year.compared, by_year.gaps) == (0, ())


def test_a_gap_beyond_rounding_is_shown_with_both_releases(con):
    product(con, "MEX", 1, 1_000_501)
    monthly(con, "MEX", 1, 1_000_000)
    monthly(con, "BRA", 1, 40_000)
    by_month, _ = reconciliation.compare(con)
    assert by_month.compared == 2
    assert by_month.gaps == (
        Gap("CA-QC", "BRA", "import", "2024-01-01", 0, 40_000, "2026-09-03", "2026-08-05"),
        Gap("CA-QC", "MEX", "import", "2024-01-01", 1_000_501, 1_000_000, "2026-09-03", "2026-08-05"),
    )  # fmt: skip


def test_unspecified_countries_left_out_would_be_a_gap(con):
    product(con, "MEX", 1, 1_000_000)
    monthly(con, "MEX", 1, 1_000_000)
    monthly(con, "WLD", 1, 1_020_000)
    by_month, _ = reconciliation.compare(con)
    assert [gap.partner for gap in by_month.gaps] == ["WLD"]


def test_only_what_both_have_is_compared(con):
    product(con, "MEX", 1, 1_000_000)
    monthly(con, "MEX", 2, 7)
    monthly(con, "MEX", 1, None)
    monthly(con, "MEX", 1, 7, section="C11")
    monthly(con, "MEX", 1, 7, source="cimt_partner")
    annual(con, "MEX", 7)
    assert [found.compared for found in reconciliation.compare(con)] == [0, 0]


def test_a_whole_year_is_compared_to_one_decimal_of_a_thousand(con):
    for month in range(1, 13):
        product(con, "HTI", month, 1_004)
    annual(con, "HTI", 12_000)
    annual(con, "WLD", 12_100)
    _, by_year = reconciliation.compare(con)
    assert by_year.compared == 2
    assert [(gap.partner, gap.product_cad, gap.partner_cad) for gap in by_year.gaps] == [
        ("WLD", 12_048, 12_100)
    ]
