"""Students: one source a series, hidden counts between bounds, whole years only; the known figures."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import indicators

LONG = {"since": date(2020, 1, 1), "until": date(2023, 12, 1)}
EVER = {"since": 0, "until": 9999}


def one(rows, **wanted):
    (row,) = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    return row


def test_all_countries_come_from_one_source(ask):
    rows = ask("students/series", partners=["WLD"])
    assert one(rows, ref_year=2021)["persons"] == 6000
    assert {row["source"] for row in rows} == {"ircc_study_citizenship"}


def test_a_sum_over_a_hidden_country_has_bounds_and_no_rate(ask):
    row = one(ask("students/series", partners=["ALA"]), ref_year=2021)
    assert (row["persons"], row["status"], row["growth"], row["share"]) == (
        None,
        "suppressed",
        None,
        None,
    )
    # Mexico 698 to 702, Brazil 298 to 302, Haiti 0 to 5.
    assert (row["persons_low"], row["persons_high"]) == (996, 1009)


def test_the_aland_islands_are_not_taken_for_the_region(ask):
    """Both have the code ALA: the made-up tables hold 5 persons of the islands."""
    years = [row for row in ask("students/series", partners=["ALA"]) if row["ref_year"] == 2021]
    months = ask("students/monthly", partners=["ALA"], **LONG)
    january = [row for row in months if row["period"] == date(2022, 1, 1)]
    assert [(row["n_partners"], row["persons_low"]) for row in years] == [(3, 996)]
    assert [(row["n_partners"], row["persons"]) for row in january] == [(2, 160)]


def test_what_is_not_available_leaves_the_sum_without_bounds(ask):
    rows = ask("students/series", measure="stock_dec31", partners=["ALA"])
    row = one(rows, ref_year=2021)
    assert (row["persons"], row["status"]) == (None, "not_available")
    assert (row["persons_low"], row["persons_high"]) == (None, None)


def test_a_year_in_progress_is_marked_and_never_compared(ask):
    rows = [row for row in ask("students/series") if row["ref_year"] == 2022]
    assert {row["is_whole"] for row in rows} == {False}
    assert {row["growth"] for row in rows} == {None}
    ranked = ask("students/ranking", year=2022)
    assert {row["growth"] for row in ranked} == {None}


def test_a_hidden_country_has_no_rank_and_no_growth(ask):
    row = one(ask("students/ranking"), partner="HTI")
    assert (row["rank_region"], row["growth"]) == (None, None)


def test_growth_from_a_hidden_year_is_not_given(ask):
    rows = ask("students/ranking", measure="stock_dec31", year=2021)
    assert one(rows, partner="MEX")["growth"] is None
    assert one(rows, partner="BRA")["growth"] == pytest.approx(0.2)


def test_months_of_two_sources_are_never_mixed(ask):
    rows = ask("students/monthly", partners=["BRA", "HTI"], **LONG)
    assert {row["source"] for row in rows} == {"ircc_study_citizenship"}
    assert one(rows, partner="BRA", period=date(2022, 1, 1))["persons"] == 40
    assert [row for row in rows if row["partner"] == "HTI"] == []


def test_an_absent_month_is_no_zero_where_the_source_gives_its_zeros(ask):
    rows = ask("students/monthly", partners=["MEX"], **LONG)
    assert [row["period"].month for row in rows if row["period"].year == 2021] == [1, 2]


def test_types_of_institution_add_up_with_their_bounds(ask):
    rows = ask("students/monthly", geo="CA-QC", partners=["MEX", "BRA"], **LONG)
    mexico = one(rows, partner="MEX", period=date(2022, 1, 1))
    # Colleges 83 to 87, universities 0 to 5.
    assert (mexico["persons"], mexico["persons_low"], mexico["persons_high"]) == (None, 83, 92)
    assert one(rows, partner="MEX", period=date(2022, 2, 1))["persons"] == 95
    # The card of this source says that its silence means zero.
    assert one(rows, partner="BRA", period=date(2022, 1, 1))["persons"] == 0


def test_the_mean_of_a_month_leaves_hidden_months_out_and_says_so(ask):
    row = one(ask("students/season"), profile="mean", month_of_year=3)
    assert (row["persons"], row["n_hidden"], row["status"]) == (None, 1, "suppressed")
    assert (row["persons_low"], row["persons_high"]) == (0, 5)


def test_the_share_of_quebec_stays_within_one_source(ask):
    row = one(ask("students/quebec_share"), ref_year=2021)
    assert (row["persons"], row["canada_persons"]) == (1200, 6400)
    assert (row["share"], row["share_high"]) == (0.1875, 0.2)


@pytest.mark.parametrize("name", ["series", "ranking", "monthly", "levels", "coverage", "season"])
@pytest.mark.parametrize("geo", ["CA-ON", "'; drop table partner; --", ""])
def test_a_geography_without_data_gives_an_empty_answer(ask, name, geo):
    assert ask(f"students/{name}", geo=geo) == []


# IRCC, workbooks of 31 July 2025 (permits of the year) and of 31 December 2023 (stocks), as
# published; the growth is what DATA.md works out from them.
YEARS = [
    ("MEX", 2019, 6_255),
    ("MEX", 2023, 11_360),
    ("MEX", 2024, 8_340),
    ("BRA", 2018, 10_240),
    ("BRA", 2023, 10_365),
    ("COL", 2019, 4_440),
    ("COL", 2023, 10_445),
    ("COL", 2024, 6_760),
    ("HTI", 2019, 520),
    ("HTI", 2023, 2_345),
    ("HTI", 2024, 1_920),
]


def shipped(measure: str, geo: str, partner: str, year: int) -> dict:
    (row,) = indicators.ask(
        "students/series", measure=measure, geo=geo, partners=[partner], since=year, until=year
    ).rows
    return row


@pytest.mark.parametrize(("partner", "year", "persons"), YEARS)
def test_unique_persons_of_canada(data_dir, partner, year, persons):
    assert shipped("holders_year", "CA", partner, year)["persons"] == persons


@pytest.mark.parametrize(
    ("measure", "year", "persons"),
    [
        ("holders_year", 2019, 57_095),
        ("holders_year", 2023, 78_345),
        ("holders_year", 2024, 72_500),
        ("stock_dec31", 2009, 31_315),
        ("stock_dec31", 2018, 70_290),
        ("stock_dec31", 2023, 117_745),
    ],
)
def test_quebec(data_dir, measure, year, persons):
    assert shipped(measure, "CA-QC", "WLD", year)["persons"] == persons


def test_the_strategy_s_statement_stands_beside_ircc_s_count(data_dir):
    (row,) = indicators.ask("students/claim", target="T3", measure="stock_dec31", geo="CA").rows
    assert (row["year_from"], row["year_to"], row["claimed_growth"]) == (2009, 2018, 0.4)
    assert row["precision"] == "over"
    assert round(row["growth"], 2) == 1.61
    assert row["growth_low"] < row["growth"] < row["growth_high"]
    assert row["n_partners"] == 33


def test_the_one_hidden_country_of_the_years_hides_the_region_s_sum(data_dir):
    rows = indicators.ask(
        "students/series", measure="holders_year", geo="CA", partners=["ALA"], **EVER
    ).rows
    hidden = [row for row in rows if row["persons"] is None]
    assert [(row["ref_year"], row["n_hidden"]) for row in hidden] == [(2021, 1)]
    assert hidden[0]["persons_high"] - hidden[0]["persons_low"] == 32 * 4 + 5
    assert [row["ref_year"] for row in rows if not row["is_whole"]] == [2025]


def test_months_do_not_make_the_year(data_dir):
    months = indicators.ask(
        "students/monthly",
        geo="CA",
        partners=["BRA"],
        since=date(2023, 1, 1),
        until=date(2023, 12, 1),
    ).rows
    assert len(months) == 12
    year = shipped("holders_year", "CA", "BRA", 2023)["persons"]
    assert sum(row["persons"] for row in months) > year == 10_365


def test_students_in_quebec_by_country_are_not_loaded_in_the_snapshot(data_dir):
    found = {row["measure"] for row in indicators.ask("students/coverage", geo="CA-QC").rows}
    assert found == {"holders_year", "stock_dec31"}
