"""Zero, not available and suppressed stay apart; one series has one source; sums are never partial."""

from __future__ import annotations

import json
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import queries

LONG = {"since": date(2019, 1, 1), "until": date(2023, 12, 1)}
CANADA = {"geo": "CA", "partners": ["USA", "MEX", "COL", "HTI", "WLD"]}


def of(rows, **wanted):
    return [row for row in rows if all(row[key] == value for key, value in wanted.items())]


def test_the_three_states_are_told_apart(ask):
    rows = ask("trade/series", frequency="month", partners=["PER", "BRA", "OTH"], **LONG)
    shown = {(row["partner"], row["period"]): (row["value_cad"], row["status"]) for row in rows}
    assert shown["PER", date(2020, 1, 1)] == (0, "normal")
    assert shown["PER", date(2021, 12, 1)] == (0, "rounded_to_zero")
    assert shown["OTH", date(2020, 11, 1)] == (None, "not_available")
    assert shown["BRA", date(2021, 3, 1)] == (None, "suppressed")


def test_a_rolling_sum_has_no_value_while_a_suppressed_month_is_in_it(ask):
    rows = ask("trade/series", frequency="rolling", partners=["BRA"], **LONG)
    missing = [row["period"] for row in rows if row["value_cad"] is None]
    assert (missing[0], missing[-1], len(missing)) == (date(2021, 3, 1), date(2022, 2, 1), 12)
    assert {row["status"] for row in rows if row["value_cad"] is None} == {"suppressed"}


def test_incomplete_periods_are_left_out(ask):
    rows = ask("trade/series", frequency="year", partners=["MEX"], **LONG)
    assert [row["period"].year for row in rows] == [2020, 2021, 2022]
    part = ask(
        "trade/series",
        frequency="quarter",
        partners=["MEX"],
        since=date(2022, 2, 1),
        until=date(2022, 11, 1),
    )
    assert [row["period"].month for row in part] == [4, 7]


def test_two_sources_are_never_mixed(ask):
    rows = ask("trade/series", frequency="month", partners=["WLD"], **LONG)
    assert {row["source"] for row in rows} == {"statcan_12100175"}
    assert min(row["period"] for row in rows) == date(2020, 1, 1)
    assert of(rows, period=date(2020, 1, 1))[0]["value_cad"] == 830_000


def test_an_absent_month_is_zero_only_where_the_source_covers_it(ask):
    rows = ask("trade/series", frequency="month", direction="export", **CANADA, **LONG)
    haiti = of(rows, partner="HTI")
    assert [row["value_cad"] for row in haiti] == [0] * 14 + [2000] + [0] * 6
    assert haiti[-1]["period"] == date(2022, 9, 1)
    colombia = {row["period"]: row["value_cad"] for row in of(rows, partner="COL")}
    assert (colombia[date(2021, 6, 1)], colombia[date(2021, 7, 1)]) == (0, 4000)


def test_a_total_that_the_source_leaves_out_is_the_sum_of_its_partners(ask):
    rows = ask("trade/series", frequency="month", direction="export", **CANADA, **LONG)
    world = {row["period"]: row["value_cad"] for row in of(rows, partner="WLD")}
    assert world[date(2021, 1, 1)] == 4_070_000
    assert world[date(2022, 3, 1)] == 4_200_000 + 75_000 + 5_000 + 2_000


def test_partners_of_another_source_are_not_ranked_beside_the_rest_that_holds_them(ask):
    ranked = ask("trade/ranking", geo="CA", direction="import")
    assert [row["partner"] for row in ranked] == ["MEX", "OTH"]
    series = ask("trade/series", frequency="month", direction="import", **CANADA, **LONG)
    assert of(series, partner="COL")[0]["source"] == "cimt_partner"


def test_a_balance_of_two_sources_names_both(ask):
    rows = ask("trade/balance", frequency="year", **CANADA, **LONG)
    mexico = of(rows, partner="MEX", period=date(2021, 1, 1))[0]
    assert mexico["source"] == "cimt_partner statcan_12100175"
    assert mexico["balance_cad"] == 12 * (70_000 - 201_000)


def test_a_partner_without_series_says_so(ask):
    (row,) = ask("trade/growth", partners=["COL"])
    assert (row["growth"], row["status"]) == (None, "not_loaded")


def test_the_region_is_ranked_after_the_world(ask):
    world = ask("trade/ranking")
    region = ask("trade/ranking", region="ala")
    assert [row["partner"] for row in region] == ["MEX", "BRA", "PER"]
    ranks = {row["partner"]: row["rank_world"] for row in world}
    assert all(row["rank_world"] == ranks[row["partner"]] for row in region)
    assert [row["rank_region"] for row in region] == [1, 2, 3]


def test_a_missing_part_leaves_no_index_and_no_remainder(ask):
    (index,) = ask(
        "trade/diversification", frequency="month", since=date(2020, 2, 1), until=date(2020, 2, 1)
    )
    assert (index["hhi_low"], index["hhi_high"], index["status"]) == (None, None, "suppressed")
    parts = ask("trade/contribution", since=date(2020, 12, 1), until=date(2021, 12, 1))
    (remainder,) = of(parts, part="unallocated")
    assert (remainder["value_before"], remainder["change_cad"]) == (None, None)


@pytest.mark.parametrize("name", ["series", "balance", "ranking", "contribution", "pulse"])
@pytest.mark.parametrize("geo", ["CA-ON", "'; drop table partner; --", ""])
def test_a_geography_without_data_gives_an_empty_answer(ask, name, geo):
    assert ask(f"trade/{name}", geo=geo) == []


months = st.dates(date(2020, 12, 1), date(2023, 1, 1)).map(lambda day: day.replace(day=1))


@settings(max_examples=25)
@given(since=months, until=months, direction=st.sampled_from(["export", "import", "total"]))
def test_contributions_make_up_exactly_the_change(ask, since, until, direction):
    rows = ask("trade/contribution", since=since, until=until, direction=direction)
    changes = {(row["partner"], row["part"]): row["change_cad"] for row in rows}
    total = changes.pop(("WLD", "total"), None)
    if total is not None and None not in changes.values():
        assert sum(changes.values()) == total
        points = sum(row["contribution"] for row in rows if row["part"] != "total")
        assert points == pytest.approx(of(rows, part="total")[0]["contribution"], abs=1e-12)


@settings(max_examples=25)
@given(
    frequency=st.sampled_from(["month", "quarter", "year", "rolling"]),
    direction=st.sampled_from(["export", "import", "total"]),
    geo=st.sampled_from(["CA-QC", "CA"]),
)
def test_concentration_stays_within_its_bounds(ask, frequency, direction, geo):
    for row in ask(
        "trade/diversification", frequency=frequency, direction=direction, geo=geo, **LONG
    ):
        if row["hhi_low"] is not None:
            assert 0 < row["first_share"] ** 2 <= row["hhi_low"] <= row["hhi_high"] <= 1.000_1


@pytest.mark.parametrize("name", ["trade/series", "trade/ranking", "trade/volatility"])
def test_filters_reach_the_scan_of_the_figures(made_up, name):
    query = queries.find(name)
    plan = json.loads(
        made_up._con.cursor()
        .execute(f"explain (format json) {query.sql}", query.sample | {"section": "C11"})
        .fetchall()[0][1]
    )
    scans = [node["extra_info"] for node in _nodes(plan) if node["name"] == "SEQ_SCAN"]
    (figures,) = [scan for scan in scans if scan["Table"] == "memory.main.trade_month"]
    filters = str(figures["Filters"])
    assert "geo = 'CA-QC'" in filters
    assert "section = 'C11'" in filters


@pytest.mark.parametrize("name", queries.catalogue())
def test_answers_give_texts_even_where_rows_are_held_as_codes(made_up, name):
    query = queries.find(name)
    for schema in (made_up.run(query, query.sample).schema, made_up.shape(query)):
        assert not [one for one in schema if pa.types.is_dictionary(one.type)]


def test_codes_are_held_as_numbers(made_up):
    coded = [view for view in queries.views() if view.codes]
    assert coded
    for view in coded:
        described = made_up._con.cursor().execute(f"describe {view.path.stem}").fetchall()
        kinds = {row[0]: row[1].partition("(")[0] for row in described}
        assert {kinds[column] for column in view.codes} == {"ENUM"}, view.name


def _nodes(plan):
    for node in plan:
        yield node
        yield from _nodes(node.get("children", []))


def test_everything_is_since_the_first_date_and_until_the_last(ask):
    whole = {"since": date.min, "until": date.max}
    assert len(ask("trade/series", frequency="month", partners=["MEX"], **whole)) == 38
    assert len(ask("trade/ala_share", frequency="year", **whole)) == 3
