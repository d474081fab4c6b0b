"""On the shipped snapshot, the published figures come out to the last digit given."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import indicators

TOTAL = {"section": "TOTAL"}


def millions(data_dir, geo: str, direction: str, partner: str, year: int) -> float:
    result = indicators.ask(
        "trade/series",
        geo=geo,
        direction=direction,
        frequency="year",
        partners=[partner],
        since=date(year, 1, 1),
        until=date(year, 12, 1),
        **TOTAL,
    )
    (row,) = result.rows
    return row["value_cad"] / 1e6


# 12-10-0175-01, Québec, all merchandise, release of September 2026: exports and imports, M$.
QUEBEC = [
    ("WLD", 2025, 117_641.0, 115_135.6),
    ("MEX", 2025, 1_633.2, 3_176.3),
    ("BRA", 2025, 464.7, 3_991.6),
    ("PER", 2025, 73.1, 671.8),
]


@pytest.mark.parametrize(("partner", "year", "exports", "imports"), QUEBEC)
def test_quebec(data_dir, partner, year, exports, imports):
    assert round(millions(data_dir, "CA-QC", "export", partner, year), 1) == exports
    assert round(millions(data_dir, "CA-QC", "import", partner, year), 1) == imports


@pytest.mark.parametrize(
    ("partner", "exports", "imports"), [("MEX", 1214, 1848), ("BRA", 519, 2625)]
)
def test_quebec_in_2020(data_dir, partner, exports, imports):
    assert round(millions(data_dir, "CA-QC", "export", partner, 2020)) == exports
    assert round(millions(data_dir, "CA-QC", "import", partner, 2020)) == imports


def test_canada_with_colombia(data_dir):
    assert round(millions(data_dir, "CA", "import", "COL", 2025)) == 2725
    assert round(millions(data_dir, "CA", "export", "COL", 2025)) == 1089


def test_contributions_of_the_last_year_add_up(data_dir):
    (pulse,) = {
        row["period_end"] for row in indicators.ask("trade/pulse", geo="CA-QC", **TOTAL).rows
    }
    for direction in ("export", "import"):
        rows = indicators.ask(
            "trade/contribution",
            geo="CA-QC",
            direction=direction,
            since=pulse.replace(year=pulse.year - 1),
            until=pulse,
            **TOTAL,
        ).rows
        changes = {row["part"]: 0 for row in rows}
        for row in rows:
            changes[row["part"]] += row["change_cad"]
        total = changes.pop("total")
        assert sum(changes.values()) == total
        # Twenty-nine parts, each rounded to the thousand, over twenty-four months.
        assert abs(changes["unallocated"]) <= 29 * 24 * 500


def test_every_country_of_the_region_is_counted_for_canada(data_dir):
    rows = indicators.ask("trade/pulse", geo="CA", **TOTAL).rows
    assert {row["n_partners"] for row in rows if row["is_aggregate"]} == {33}
