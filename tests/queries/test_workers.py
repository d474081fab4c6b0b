"""Temporary workers: on the shipped snapshot the publishers' figures come out; hidden ones stay hidden."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import indicators

QUEBEC = "CA-QC"


@pytest.fixture(autouse=True)
def _snapshot(data_dir):
    """Questions are put to the shipped figures."""


def rows(name: str, **params):
    return indicators.ask(f"workers/{name}", **params).rows


# ESDC, table 10, Québec: positions by declared country of residence, edition of April 2024.
BY_COUNTRY = {
    ("GTM", 2020): 12_117,
    ("GTM", 2021): 14_923,
    ("GTM", 2022): 19_487,
    ("GTM", 2023): 16_997,
    ("MEX", 2021): 11_254,
    ("MEX", 2023): 14_725,
    ("HND", 2021): 341,
    ("COL", 2021): 303,
    ("COL", 2023): 1_064,
}


def test_positions_by_country_are_the_publisher_s():
    found = {
        (row["partner"], row["ref_year"]): row["positions"]
        for row in rows("positions_by_country", geo=QUEBEC, partners=["GTM", "MEX", "HND", "COL"])
    }
    assert {key: found[key] for key in BY_COUNTRY} == BY_COUNTRY


def test_a_country_below_the_last_rank_is_no_zero():
    (row,) = [
        row
        for row in rows("positions_by_country", geo=QUEBEC, partners=["HND"])
        if row["ref_year"] == 2023
    ]
    ranked = rows("positions_ranking", geo=QUEBEC, year=2023)
    assert (row["positions"], row["rank"], row["growth"]) == (None, None, None)
    assert row["status"] == "below_rank"
    assert (row["last_rank"], row["positions_low"]) == (10, 0)
    assert row["positions_high"] == min(each["positions"] for each in ranked)


# ESDC, table 13, Québec, primary agriculture, 2016 to 2023.
PRIMARY = [16_480, 13_452, 15_426, 22_732, 20_138, 24_275, 28_578, 25_668]


def test_primary_agriculture_is_the_publisher_s():
    found = rows("positions_by_stream", geo=QUEBEC, streams=["primary_agriculture"])
    assert [(row["ref_year"], row["positions"]) for row in found] == [*enumerate(PRIMARY, 2016)]


@pytest.mark.parametrize("year", range(2016, 2024))
def test_regions_and_streams_reach_the_same_total(year):
    streams = rows("positions_by_stream", geo=QUEBEC, streams=["all"])
    (total,) = [row["positions"] for row in streams if row["ref_year"] == year]
    regions = rows("positions_by_region", geo=QUEBEC, programme="tfwp", year=year)
    assert sum(row["positions"] for row in regions) == total
    assert sum(row["share"] for row in regions) == pytest.approx(1)


@pytest.mark.parametrize("year", range(2016, 2024))
def test_seasonal_positions_by_region_and_by_occupation_agree(year):
    regions = rows("positions_by_region", geo=QUEBEC, programme="tfwp_sawp", year=year)
    occupations = rows("sawp_by_occupation", geo=QUEBEC, year=year)
    assert sum(row["positions"] for row in regions) == sum(row["positions"] for row in occupations)


def test_the_stock_of_the_programme_is_the_publisher_s():
    found = {
        (row["programme"], row["ref_year"]): row["persons"]
        for row in rows("stock", geo=QUEBEC, programmes=["tfwp", "imp", "tfwp_sawp"])
    }
    assert found["tfwp", 2024] == 72_280
    # Seasonal workers have left by 31 December: DATA.md notes 250 at the end of 2021.
    assert found["tfwp_sawp", 2021] == 250


@pytest.mark.parametrize("parent", ["tfwp", "imp", "tfwp_agriculture"])
def test_the_components_make_the_programme_to_rounding(parent):
    (whole,) = [
        row["persons"]
        for row in rows("stock", geo=QUEBEC, programmes=[parent])
        if row["ref_year"] == 2024
    ]
    parts = rows("stock_parts", geo=QUEBEC, parent=parent, year=2024)
    assert abs(sum(row["persons"] for row in parts) - whole) <= 5 * (len(parts) + 1) / 2


def test_the_province_is_not_stated_for_a_seventh_of_the_mobility_programme():
    found = {
        row["geo"]: row["share"]
        for row in rows("stock_by_province", programme="imp")
        if row["ref_year"] == 2024
    }
    assert found["CA-ZZ"] == pytest.approx(180_855 / 1_263_145)


def test_a_suppressed_stock_enters_no_rate():
    hidden = [
        row
        for row in rows("stock", geo=QUEBEC, programmes=["imp_other", "tfwp_sawp"])
        if row["status"] == "suppressed"
    ]
    assert hidden
    for row in hidden:
        assert (row["persons"], row["growth"]) == (None, None)
        assert (row["persons_low"], row["persons_high"]) == (0, 5)


def months(**params):
    return rows(
        "permits_by_month", geo="CA", programme="tfwp", since=date.min, until=date.max, **params
    )


def test_the_region_is_the_sum_of_its_bounds():
    countries = [
        row["partner"] for row in indicators.ask("catalogue/partners").rows if row["is_ala"]
    ]
    parts = months(partners=countries)
    for whole in months(partners=["ALA"]):
        here = [row for row in parts if row["period"] == whole["period"]]
        assert len(here) == whole["n_partners"] == 33
        assert whole["persons_low"] == sum(row["persons_low"] for row in here)
        assert whole["persons_high"] == sum(row["persons_high"] for row in here)
        known = all(row["persons"] is not None for row in here)
        assert (whole["persons"] is not None) == known
        assert (whole["status"] == "suppressed") != known


def test_a_month_that_the_source_leaves_out_is_a_zero():
    found = months(partners=["KNA"])
    assert {row["status"] for row in found} <= {"normal", "suppressed"}
    assert any(row["persons"] == 0 for row in found)
    assert len(found) == len(months(partners=["MEX"]))


@pytest.mark.parametrize("partner", ["GTM", "MEX", "HTI", "KNA"])
def test_high_and_low_months_found_again_by_hand(partner):
    found = rows("season", geo="CA", programme="tfwp", partners=[partner])
    for year in {row["ref_year"] for row in found}:
        here = [row for row in found if row["ref_year"] == year]
        values = [row["persons"] for row in here]
        known = [value for value in values if value is not None]
        hidden = len(values) - len(known)
        high = [row["persons"] for row in here if row["is_high"]]
        low = [row["persons"] for row in here if row["is_low"]]
        sure = known and max(known) > (5 if hidden else 0)
        assert high == ([max(known)] if sure else [])
        flat = not known or max(known) == min(known)
        assert low == ([] if hidden or flat else [min(known)])
        assert {row["is_whole"] for row in here} == {len(here) == 12}


def test_the_strategy_s_figures_are_statements_and_not_counts():
    found = rows("agriculture", geo=QUEBEC, years=[2020, 2021])
    stated = [row for row in found if row["figure_kind"] == "statement"]
    assert [(row["ref_year"], row["persons"], row["precision"]) for row in stated] == [
        (2020, 13_000, "under"),
        (2021, 18_500, "over"),
    ]
    assert [(row["ref_year"], row["positions"]) for row in found if row["persons"] is None] == [
        (2020, PRIMARY[4]),
        (2021, PRIMARY[5]),
    ]


def test_the_pulse_gives_a_floor_for_the_region():
    found = {
        (row["measure"], row["partner"], row["programme"], row["stream"]): row
        for row in rows("pulse", geo=QUEBEC)
    }
    region = found["positions_positive", "ALA", "tfwp", "all"]
    ranked = rows("positions_ranking", geo=QUEBEC, year=region["ref_year"])
    assert region["amount"] == sum(row["positions"] for row in ranked if row["is_ala"])
    assert region["is_floor"]
    assert region["growth"] is None
    assert found["stock_dec31", "WLD", "tfwp", "all"]["amount"] == 72_280
