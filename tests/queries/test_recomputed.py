"""The main answers, computed a second time with pandas from the same figures, must agree."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.queries import made

PARTNERS = ["USA", "MEX", "BRA", "PER", "OTH"]
FLOWS = {"domestic_export": "export", "import": "import"}


@pytest.fixture(scope="module")
def months() -> pd.DataFrame:
    """Québec's values by (direction, month) and partner; a month without a value is NaN."""
    rows = pd.DataFrame(made.monthly())
    kept = rows[
        (rows.geo == "CA-QC") & (rows.section == "TOTAL") & (rows.source == "statcan_12100175")
    ]
    wide = kept.assign(direction=kept.flow.map(FLOWS)).pivot_table(
        index=["direction", "ref_month"], columns="partner", values="value_cad", aggfunc="first"
    )
    return wide.astype(float)


def window(months: pd.DataFrame, direction: str, until: date) -> pd.Series:
    """Sum the twelve months that end with `until`; a missing month leaves no sum."""
    table = months.loc[direction]
    end = list(table.index).index(until)
    return table.iloc[end - 11 : end + 1].sum(skipna=False)


def number(value: float | None) -> object:
    return None if value is None or pd.isna(value) else pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("direction", ["export", "import", "balance", "total"])
@pytest.mark.parametrize(("frequency", "length"), [("month", 1), ("quarter", 3), ("year", 12)])
def test_series(ask, months, direction, frequency, length):
    exports, imports = months.loc["export"], months.loc["import"]
    table = {
        "export": exports,
        "import": imports,
        "total": (exports + imports).reindex(imports.index),
        "balance": (exports - imports).reindex(imports.index),
    }[direction]
    expected = {}
    for start in range(0, len(table) - length + 1, length):
        block = table.iloc[start : start + length]
        expected[block.index[0]] = block.sum(skipna=False)
    rows = ask(
        "trade/series",
        direction=direction,
        frequency=frequency,
        partners=[*PARTNERS, "WLD"],
        since=date(2020, 1, 1),
        until=date(2023, 12, 1),
    )
    assert len(rows) == len(expected) * 6
    for row in rows:
        sums, partner = expected[row["period"]], row["partner"]
        assert row["value_cad"] == number(sums[partner])
        before = expected.get(row["period"].replace(year=row["period"].year - 1))
        if direction == "balance":
            assert (row["growth"], row["share"], row["index_100"]) == (None, None, None)
            continue
        assert row["share"] == number(sums[partner] / sums["WLD"])
        base = before[partner] if before is not None else None
        assert row["growth"] == (number(sums[partner] / base - 1) if base else None)
        first = expected[date(2020, 1, 1)][partner]
        assert row["index_100"] == (number(100 * sums[partner] / first) if first else None)


@pytest.mark.parametrize("direction", ["export", "import"])
def test_rolling(ask, months, direction):
    rows = ask(
        "trade/series",
        direction=direction,
        frequency="rolling",
        partners=PARTNERS,
        since=date(2020, 1, 1),
        until=date(2023, 12, 1),
    )
    assert len(rows) == 5 * (len(months.loc[direction]) - 11)
    for row in rows:
        assert row["value_cad"] == number(window(months, direction, row["period"])[row["partner"]])


def test_ranking(ask, months):
    now = window(months, "import", date(2022, 12, 1))
    before = window(months, "import", date(2021, 12, 1))
    order = now[PARTNERS[:-1]].rank(ascending=False)
    earlier = before[PARTNERS[:-1]].rank(ascending=False)
    rows = {row["partner"]: row for row in ask("trade/ranking", direction="import")}
    assert set(rows) == set(PARTNERS)
    for partner, row in rows.items():
        assert row["value_cad"] == now[partner]
        assert row["share"] == number(now[partner] / now["WLD"])
        assert row["growth"] == number(now[partner] / before[partner] - 1)
        if partner != "OTH":
            assert (row["rank_world"], row["previous_rank"]) == (order[partner], earlier[partner])
            assert row["rank_change"] == earlier[partner] - order[partner]
    assert rows["OTH"]["rank_world"] is None


def test_contribution(ask, months):
    now = window(months, "import", date(2022, 12, 1))
    before = window(months, "import", date(2021, 12, 1))
    rows = {(row["partner"], row["part"]): row for row in ask("trade/contribution")}
    for partner in PARTNERS:
        row = rows[partner, "rest" if partner == "OTH" else "partner"]
        change = now[partner] - before[partner]
        assert row["change_cad"] == change
        assert row["contribution"] == number(change / before["WLD"])
        assert row["share_of_change"] == number(change / (now["WLD"] - before["WLD"]))
    left = (now["WLD"] - now[PARTNERS].sum()) - (before["WLD"] - before[PARTNERS].sum())
    assert rows["WLD", "unallocated"]["change_cad"] == left


def test_diversification(ask, months):
    rows = {row["period"].year: row for row in ask("trade/diversification")}
    for year in (2021, 2022):
        sums = window(months, "import", date(year, 12, 1))
        squares = (sums[PARTNERS] / sums["WLD"]) ** 2
        assert rows[year]["hhi_high"] == number(squares.sum())
        assert rows[year]["hhi_low"] == number(squares.drop("OTH").sum())
        assert rows[year]["share_outside_usa"] == number(1 - sums["USA"] / sums["WLD"])


def test_region_share(ask, months):
    table = months.loc["export"]
    for row in ask("trade/ala_share", frequency="month"):
        here = table.loc[row["period"]]
        assert row["value_cad"] == number(here[["MEX", "BRA", "PER"]].sum(skipna=False))
        assert row["share"] == number(here[["MEX", "BRA", "PER"]].sum(skipna=False) / here["WLD"])


def test_volatility(ask, months):
    table = months.loc["export"].loc[date(2022, 1, 1) : date(2022, 12, 1)]
    for row in ask("trade/volatility"):
        values = table[row["partner"]]
        assert row["largest_share"] == number(values.max() / values.sum())
        assert row["largest_to_median"] == number(values.max() / values.median())
        assert row["largest_month"] == values.idxmax()
