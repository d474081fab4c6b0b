"""Exports to GDP: every gap is named, no price bases are mixed, and the decomposition adds up."""

import itertools
import math
from datetime import date

import duckdb
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard import indicators, queries

LINES = (
    "exports_goods_international",
    "exports_services_international",
    "exports_goods_interprovincial",
    "exports_services_interprovincial",
)
GDP = "gdp_market_prices"
VIEWS = [v for v in queries.views() if v.path.stem.startswith(("openness_", "published_year"))]
TRUSTS = ["official_page", "document_quoted"]
WHOLE = {
    2019: (100, 40, 20, 10, 10),
    2021: (125, 50, 25, 15, 10),
    2022: (128, 56, 25, 15, 16),
}


class Table:
    """A `gdp_expenditure_annual` of one's own, that the queries of the topic are put to."""

    def __init__(self) -> None:
        self.con = duckdb.connect()
        self.con.execute("create table source (source varchar, precedence smallint)")
        self.con.execute(
            "create table gdp_expenditure_annual (geo varchar, estimate varchar, "
            "price_basis varchar, base_year smallint, ref_year smallint, value_cad bigint, "
            "status varchar, source varchar, vintage date)"
        )
        self.con.execute(
            "create table published_figure (figure varchar, indicator varchar, geo varchar, "
            "counterpart varchar, ref_year smallint, value double, unit varchar, trust varchar, "
            "is_derived boolean, source varchar)"
        )
        for view in VIEWS:
            self.con.execute(f"create view {view.path.stem} as {view.sql}")

    def fill(self, years, basis="current", geo="CA-QC", source="statcan_36100222", **gaps):
        """Put years of (GDP, four lines); `gaps` gives a line of the last year a status, or
        leaves it out when that is None."""
        rows = [
            [geo, estimate, basis, None, year, None if estimate in gaps else value,
             gaps.get(estimate, "normal"), source, date(2023, 11, 8)]
            for year, values in years.items()
            for estimate, value in zip((GDP, *LINES), values, strict=True)
            if not (estimate in gaps and gaps[estimate] is None)
        ]  # fmt: skip
        self.con.executemany(
            "insert into gdp_expenditure_annual values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        return self

    def publish(self, indicator, year, value, counterpart="all", unit="ratio", trust=TRUSTS[0]):
        """Put a figure that somebody published."""
        self.con.execute(
            "insert into published_figure values "
            "(uuid()::varchar, ?, 'CA-QC', ?, ?, ?, ?, ?, false, 'published_figures')",
            [indicator, counterpart, year, value, unit, trust],
        )
        return self

    def ask(self, name, **params):
        query = queries.find(f"openness/{name}")
        return (
            self.con.sql(query.sql, params={"geo": "CA-QC"} | params).to_arrow_table().to_pylist()
        )

    def forget(self):
        self.con.execute("delete from gdp_expenditure_annual")
        return self


@pytest.fixture
def table():
    return Table()


def test_the_ratio_counts_goods_and_services_to_countries_and_provinces(table):
    (_, _, row) = table.fill(WHOLE).ask("ratio")
    assert row["exports_cad"] == 112
    assert row["ratio"] == 112 / 128
    assert row["ratio_international"] == 81 / 128
    assert row["ratio_goods_international"] == 56 / 128
    assert row["ratio_change"] == 112 / 128 - 100 / 125
    assert (row["status"], row["obstacle"]) == ("normal", None)


def test_a_change_is_over_one_year_and_not_over_a_hole(table):
    rows = table.fill(WHOLE).ask("ratio")
    assert [row["ratio_change"] is None for row in rows] == [True, True, False]


@pytest.mark.parametrize("status", ["suppressed", "not_available", "too_unreliable"])
@pytest.mark.parametrize("line", [GDP, *LINES])
def test_a_line_without_a_value_leaves_no_ratio_and_says_so(table, line, status):
    (row,) = table.fill({2022: WHOLE[2022]}, **{line: status}).ask("ratio")
    assert row["ratio"] is None
    assert (row["status"], row["obstacle"]) == (status, status)


@pytest.mark.parametrize("line", [GDP, *LINES])
def test_a_line_that_the_table_lacks_is_not_a_zero(table, line):
    (row,) = table.fill({2022: WHOLE[2022]}, **{line: None}).ask("ratio")
    assert row["ratio"] is None
    assert (row["status"], row["obstacle"]) == ("not_available", "missing_estimate")


def test_the_international_ratio_does_not_wait_for_the_provinces(table):
    (row,) = table.fill({2022: WHOLE[2022]}, exports_goods_interprovincial="not_available").ask(
        "ratio"
    )
    assert row["ratio_international"] == 81 / 128
    assert row["interprovincial_cad"] is row["ratio_interprovincial"] is row["ratio"] is None


def test_price_bases_are_never_mixed(table):
    table.fill({2021: WHOLE[2021]})
    table.fill({2021: (1, 1, 1, 1, 1), 2022: WHOLE[2022]}, basis="chained")
    earlier, later = table.ask("ratio")
    assert earlier["ratio"] == 100 / 125
    assert (later["ratio"], later["obstacle"]) == (None, "no_current_prices")
    (summary,) = table.ask("summary", target=0.5)
    assert (summary["ref_year"], summary["last_loaded"]) == (2021, 2022)
    assert summary["obstacle"] == "no_current_prices"


def test_half_a_year_in_another_basis_is_a_missing_line(table):
    table.fill({2022: WHOLE[2022]}, exports_goods_international=None)
    table.con.execute(
        "insert into gdp_expenditure_annual values "
        "('CA-QC', 'exports_goods_international', 'chained', 2017, 2022, 56, 'normal', 's', null)"
    )
    table.con.execute("update gdp_expenditure_annual set source = 's'")
    (row,) = table.ask("ratio")
    assert (row["ratio"], row["obstacle"]) == (None, "missing_estimate")


def test_a_zero_gdp_has_no_ratio(table):
    (row,) = table.fill({2022: (0, 1, 1, 1, 1)}).ask("ratio")
    assert (row["ratio"], row["ratio_international"], row["obstacle"]) == (
        None,
        None,
        "zero_gdp",
    )


def test_two_sources_are_never_mixed(table):
    table.con.execute("insert into source values ('other', 5), ('statcan_36100222', 10)")
    table.fill(WHOLE).fill({2020: (10, 1, 1, 1, 1)}, source="other")
    assert [(row["ref_year"], row["source"]) for row in table.ask("ratio")] == [(2020, "other")]


def test_nothing_loaded_is_said_and_not_zero(table):
    assert table.ask("ratio") == []
    (summary,) = table.ask("summary", target=0.5)
    assert (summary["obstacle"], summary["ratio"], summary["n_years"]) == (
        "not_loaded",
        None,
        0,
    )
    paces = table.ask("pace", target=0.5, year=2030)
    assert {(row["obstacle"], row["verdict"], row["arrival_year"]) for row in paces} == {
        ("not_loaded", None, None)
    }
    (path,) = table.ask("path", target=0.5, year=2030, gdp_growth=0.03, trusts=TRUSTS)
    assert (path["obstacle"], path["ref_year"], path["export_growth"]) == (
        "no_ratio",
        None,
        None,
    )
    parts = table.ask("decomposition", from_year=2020, to_year=2021)
    assert [row["obstacle"] for row in parts] == ["missing_year"] * 5
    assert {row["ratio_change"] for row in parts} == {None}


def test_the_summary(ask):
    (row,) = ask("openness/summary")
    assert (row["ref_year"], row["ratio"], row["status"]) == (2022, 0.45, "preliminary")
    assert row["ratio_change"] == pytest.approx(0.02)
    assert row["target_gap"] == pytest.approx(-0.05)
    assert (row["best_year"], row["best_ratio"], row["n_years"]) == (2018, 0.46, 6)
    assert row["mean_gdp_growth"] == pytest.approx(2**0.1 - 1)


def test_an_arrival_is_the_first_year_at_or_over_the_target(table):
    years = {2012: (100, 30, 5, 3, 2), 2022: (100, 35, 5, 3, 2)}
    rows = table.fill(years).ask("pace", target=0.5, year=2030)
    assert [(row["n_years"], row["verdict"], row["obstacle"]) for row in rows] == [
        (1, None, "missing_year"),
        (3, None, "missing_year"),
        (5, None, "missing_year"),
        (10, "late", None),
    ]
    assert rows[-1]["arrival_year"] == 2032


@pytest.mark.parametrize(
    ("last", "target", "year", "verdict", "arrival", "obstacle"),
    [
        ((100, 40, 5, 3, 2), 0.5, 2030, "reached", None, "target_reached"),
        ((100, 40, 5, 3, 2), 0.4, 2030, "reached", None, "target_reached"),
        ((100, 40, 5, 1, 1), 0.5, 2022, None, 2023, "year_past"),
        ((100, 40, 5, 1, 1), 0.5, 2019, None, 2023, "year_past"),
        ((100, 40, 5, 1, 1), 0.5, 2023, "on_track", 2023, None),
        ((100, 20, 5, 1, 1), 0.5, 2030, "never", None, None),
        ((100, 30, 5, 3, 2), 0.5, 2030, "never", None, None),
        ((100000, 30000, 5000, 3000, 2001), 0.5, 2030, "never", None, None),
        ((100, 40, 5, 1, 1), 0.0, 2030, None, None, "bad_target"),
        ((100, 40, 5, 1, 1), -0.5, 2030, None, None, "bad_target"),
    ],
)
def test_a_verdict_follows_its_rule(table, last, target, year, verdict, arrival, obstacle):
    table.fill({2021: (100, 30, 5, 3, 2), 2022: last})
    row = table.ask("pace", target=target, year=year)[0]
    assert (row["verdict"], row["arrival_year"], row["obstacle"]) == (
        verdict,
        arrival,
        obstacle,
    )


@pytest.mark.parametrize(
    ("target", "year", "growth", "obstacle"),
    [
        (0.4, 2030, 0.03, "target_reached"),
        (0.45, 2030, 0.03, "target_reached"),
        (0.5, 2022, 0.03, "year_past"),
        (0.5, 1990, 0.03, "year_past"),
        (0.5, 2200, 0.03, "year_too_far"),
        (0.0, 2030, 0.03, "bad_target"),
        (0.5, 2030, -1.0, "bad_growth"),
        (0.5, 2030, None, "bad_growth"),
    ],
)
def test_without_a_path_there_is_one_row_that_says_why(ask, target, year, growth, obstacle):
    (row,) = ask("openness/path", target=target, year=year, gdp_growth=growth, trusts=TRUSTS)
    assert row["obstacle"] == obstacle
    assert row["is_observed"]
    assert row["ratio_required"] == 0.45
    assert row["required_pace"] is row["export_growth"] is None


@given(
    exports=st.integers(1, 499),
    target=st.floats(0.5, 2),
    span=st.integers(1, 60),
    growth=st.floats(-0.2, 0.2),
)
@settings(max_examples=30)
def test_a_path_leads_to_the_target(exports, target, span, growth):
    table = Table().fill({2022: (1000, exports, 0, 0, 0)})
    rows = table.ask("path", target=target, year=2022 + span, gdp_growth=growth, trusts=TRUSTS)
    assert [row["ref_year"] for row in rows] == list(range(2022, 2023 + span))
    assert rows[-1]["ratio_required"] == target
    grown = exports * (1 + rows[0]["export_growth"]) ** span
    assert rows[-1]["exports_required_cad"] == pytest.approx(grown, rel=1e-9)
    steps = {
        round(b["ratio_required"] - a["ratio_required"], 9) for a, b in itertools.pairwise(rows)
    }
    assert len(steps) <= 2


def test_without_the_series_a_path_starts_from_the_last_point_of_the_chosen_trust(table):
    table.publish("exports_gdp_ratio", 2015, 0.4).publish(
        "exports_gdp_ratio", 2020, 0.45, trust="press"
    )
    table.publish("exports_gdp_ratio", 2019, 0.2, counterpart="world")
    table.publish("exports_goods_services", 2015, 400, unit="CAD")
    table.publish("exports_goods_services", 2020, 440, unit="CAD_2012")
    for trusts, start, ratio, exports in (
        (TRUSTS, 2015, 0.4, 400),
        ([*TRUSTS, "press"], 2020, 0.45, None),
    ):
        rows = table.ask("path", target=0.5, year=2025, gdp_growth=0.0, trusts=trusts)
        assert {row["start_origin"] for row in rows} == {"published"}
        assert (rows[0]["start_year"], rows[0]["start_ratio"]) == (start, ratio)
        assert rows[0]["exports_required_cad"] == exports
        assert rows[-1]["ref_year"] == 2025
    table.fill({2010: (100, 30, 0, 0, 0)})
    (path, *_rest) = table.ask("path", target=0.5, year=2025, gdp_growth=0.0, trusts=TRUSTS)
    assert (path["start_origin"], path["start_year"]) == ("series", 2010)


def test_published_levels_on_the_shipped_data(data_dir):
    rows = indicators.ask("openness/published_levels", geo="CA-QC").rows
    billions = {
        row["ref_year"]: tuple(
            None if row[f"{side}_cad"] is None else row[f"{side}_cad"] / 1e9
            for side in ("exports", "interprovincial", "international", "undetailed")
        )
        for row in rows
    }
    assert billions[2011] == (152, 64, 88, None)
    assert billions[2015] == (177.5, 71, None, 106.5)
    assert billions[2020] == (200, 77.8, 122.2, None)
    assert billions[2021] == (223.3, 86.5, 136.8, None)
    gdp = {row["ref_year"]: row["gdp_cad"] for row in rows}
    assert round(billions[2021][0] * 1e9 / gdp[2021], 3) == 0.443
    (note,) = [row["note_fr"] for row in rows if row["ref_year"] == 2021]
    assert "233,3" in note


amounts = st.integers(0, 10**12)
gdps = st.integers(1, 10**13)


@given(
    first=st.tuples(gdps, amounts, amounts, amounts, amounts),
    last=st.tuples(gdps, amounts, amounts, amounts, amounts),
)
@settings(max_examples=60)
def test_the_decomposition_adds_up_to_the_change(first, last):
    table = Table().fill({2019: first, 2022: last})
    *parts, total = table.ask("decomposition", from_year=2019, to_year=2022)
    scale = max(sum(first[1:]), sum(last[1:])) * max(1 / first[0], 1 / last[0]) + 1
    close = {"abs": 1e-12 * scale}
    change = sum(last[1:]) / last[0] - sum(first[1:]) / first[0]
    assert total["ratio_change"] == pytest.approx(change, **close)
    assert total["export_effect"] + total["gdp_effect"] == pytest.approx(change, **close)
    by_component = {row["component"]: row for row in parts}
    for at, line in enumerate(LINES, start=1):
        part = by_component[line.removeprefix("exports_")]
        share = last[at] / last[0] - first[at] / first[0]
        assert part["ratio_change"] == pytest.approx(share, **close)
        assert (part["export_effect"] > 0) == (last[at] > first[at])
    for column in ("export_effect", "gdp_effect", "ratio_change"):
        assert math.fsum(row[column] for row in parts) == pytest.approx(total[column], **close)


@given(values=st.tuples(gdps, amounts, amounts, amounts, amounts), factor=st.integers(2, 9))
@settings(max_examples=20)
def test_when_all_grows_alike_the_two_effects_cancel(values, factor):
    assume(sum(values[1:]))
    table = Table().fill({2019: values, 2022: tuple(factor * value for value in values)})
    total = table.ask("decomposition", from_year=2019, to_year=2022)[-1]
    ratio = sum(values[1:]) / values[0]
    assert total["ratio_change"] == pytest.approx(0, abs=1e-12 * ratio)
    assert total["export_effect"] == pytest.approx(-total["gdp_effect"])
    assert total["export_effect"] > 0


@pytest.mark.parametrize(
    ("from_year", "to_year", "obstacle"),
    [
        (2022, 2019, "no_interval"),
        (2019, 2019, "no_interval"),
        (1900, 2022, "missing_year"),
        (2019, 2030, "missing_year"),
        (2016, 2022, "suppressed"),
        (2014, 2022, "missing_estimate"),
        (2013, 2022, "zero_gdp"),
        (2022, 2023, "no_current_prices"),
    ],
)
def test_a_decomposition_that_cannot_be_made_says_why(ask, from_year, to_year, obstacle):
    rows = ask("openness/decomposition", from_year=from_year, to_year=to_year)
    assert len(rows) == 5
    for row in rows:
        assert row["obstacle"] == obstacle
        assert row["export_effect"] is row["gdp_effect"] is row["ratio_change"] is None


def test_canada_is_shown_without_a_rank(ask):
    rows = {row["geo"]: row for row in ask("openness/provinces")}
    assert rows["CA-ON"]["rank_ratio"] == 1
    assert rows["CA-QC"]["rank_ratio"] == 2
    assert (rows["CA"]["rank_ratio"], rows["CA"]["ratio_international"]) == (None, 0.3)


def test_published_figures_beside_the_computed_ones(ask):
    rows = {row["figure"]: row for row in ask("openness/published")}
    assert rows["f01"]["is_within_rounding"]
    assert not rows["f02"]["is_within_rounding"]
    assert rows["f02"]["difference"] == pytest.approx(-0.002)
    assert {name: row["obstacle"] for name, row in rows.items() if row["obstacle"]} == {
        "f03": "suppressed",
        "f04": "missing_estimate",
        "f05": "missing_year",
        "f06": "undated",
        "f09": "other_price_basis",
        "f10": "no_series",
    }
    assert all((row["computed_value"] is None) == bool(row["obstacle"]) for row in rows.values())


def test_goods_alone_over_the_published_gdp(data_dir):
    rows = {
        row["ref_year"]: row for row in indicators.ask("openness/merchandise", geo="CA-QC").rows
    }
    assert round(rows[2024]["goods_exports_cad"] / 10**9, 1) == 121.7
    assert round(rows[2024]["gdp_cad"] / 10**9, 1) == 616.8
    assert round(rows[2024]["ratio_goods_customs"], 3) == 0.197
    assert (rows[2024]["gdp_origin"], rows[2024]["obstacle"]) == ("published", None)
    assert (rows[2023]["ratio_goods_customs"], rows[2023]["obstacle"]) == (
        None,
        "missing_gdp",
    )


def test_on_the_shipped_data_published_points_stand_alone(data_dir):
    rows = indicators.ask(
        "openness/published",
        geo="CA-QC",
        indicators=["exports_gdp_ratio"],
        counterparts=[],
        trusts=[],
    ).rows
    shown = {
        row["ref_year"]: (row["value"], row["trust"], row["obstacle"])
        for row in rows
        if row["counterpart"] == "all" and row["ref_year"] in {2011, 2014, 2021}
    }
    assert shown == {
        2011: (0.45, "document_quoted", "not_loaded"),
        2014: (0.463, "press", "not_loaded"),
        2021: (0.443, "derived", "not_loaded"),
    }
    assert indicators.ask("openness/ratio", geo="CA-QC").rows == []


def test_an_unknown_geography_or_indicator_is_an_empty_answer(ask):
    assert ask("openness/ratio", geo="CA-XX") == []
    assert ask("openness/published", indicators=["unknown"]) == []
    assert ask("openness/targets", geo="CA-XX") == []


def test_a_new_plan_is_one_more_row(ask):
    targets = ask("openness/targets", indicators=["exports_gdp_ratio"], kinds=["target"])
    assert [(row["target_id"], row["value"], row["year_to"]) for row in targets] == [
        ("T1", 0.5, None),
        ("T9", 0.55, 2030),
    ]
