"""The country's figures recomputed by hand from the made-up months, and what its silences mean."""

from datetime import date

import pytest

from tests.queries import made

JANUARY = date(2023, 1, 1)  # Québec's last month known both ways


def months(geo: str, partner: str, flow: str, last: date) -> int:
    """Add the twelve months that end with `last`, from the written rows alone."""
    first = date(last.year - 1, last.month, 1)
    values = [
        row["value_cad"]
        for row in made.monthly()
        if (row["geo"], row["partner"], row["flow"]) == (geo, partner, flow)
        and row["section"] == "TOTAL"
        and row["source"] == "statcan_12100175"
        and first < row["ref_month"] <= last
    ]
    assert len(values) == 12
    return sum(values)


def test_standing_is_the_sum_of_twelve_months_and_its_change(ask):
    row = next(one for one in ask("country/standing") if one["direction"] == "export")
    now = months("CA-QC", "MEX", "domestic_export", JANUARY)
    before = months("CA-QC", "MEX", "domestic_export", date(2022, 1, 1))
    total = months("CA-QC", "WLD", "domestic_export", JANUARY)
    total_before = months("CA-QC", "WLD", "domestic_export", date(2022, 1, 1))
    assert (row["value_cad"], row["previous_value_cad"]) == (now, before)
    assert row["growth"] == pytest.approx(now / before - 1)
    assert row["share"] == pytest.approx(now / total)
    assert row["contribution"] == pytest.approx((now - before) / total_before)


def test_ranks_are_those_of_the_values(ask):
    exports = {
        partner: months("CA-QC", partner, "domestic_export", JANUARY)
        for partner in ("USA", "MEX", "BRA", "PER")
    }
    order = sorted(exports, key=exports.get, reverse=True)
    for partner in exports:
        row = next(
            one for one in ask("country/standing", partner=partner) if one["direction"] == "export"
        )
        assert row["rank_world"] == order.index(partner) + 1
        assert row["n_ranked"] == len(order)
        region = [code for code in order if code != "USA"]
        assert row["rank_region"] == (region.index(partner) + 1 if partner in region else None)
        assert row["n_ranked_region"] == len(region)


def test_a_country_published_once_a_year_has_its_years_and_no_twelve_months(ask):
    rows = ask("country/trade", partner="COL")
    assert {row["frequency"] for row in rows} == {"year"}
    by_year = {row["period"].year: row for row in rows}
    assert (by_year[2020]["exports_cad"], by_year[2020]["exports_status"]) == (0, "rounded_to_zero")
    assert (by_year[2021]["exports_cad"], by_year[2021]["exports_status"]) == (None, "suppressed")
    assert by_year[2022]["exports_cad"] == 4400
    # From nothing or from a hidden value there is no growth, and one side makes no balance.
    assert [row["exports_growth"] for row in rows] == [None, None, None]
    assert {row["balance_cad"] for row in rows} == {None}


def test_as_many_years_as_asked_and_no_more(ask):
    assert len([r for r in ask("country/trade", years=2) if r["frequency"] == "year"]) == 2
    assert ask("country/trade", partner="ZZZ") == []


def test_both_flows_of_the_twelve_months_end_together(ask):
    (row,) = [one for one in ask("country/trade") if one["frequency"] == "rolling"]
    assert row["period_end"] == JANUARY
    assert row["balance_cad"] == row["exports_cad"] - row["imports_cad"]


def test_the_share_of_canada_compares_the_same_months(ask):
    row = next(
        one
        for one in ask("country/share_of_canada")
        if (one["direction"], one["frequency"]) == ("export", "rolling")
    )
    assert row["value_cad"] == months("CA-QC", "MEX", "domestic_export", row["period_end"])
    assert row["share_of_canada"] == pytest.approx(row["value_cad"] / row["canada_cad"])
    assert row["is_floor"]
    assert ask("country/share_of_canada", partner="PER") == []


def test_facts_keep_the_order_asked_and_a_row_for_each(ask):
    rows = ask("country/facts", partners=["PER", "MEX", "PER", "ZZZ"])
    by_line = {}
    for row in rows:
        by_line.setdefault(row["line"], []).append(row["partner"])
    assert set(map(tuple, by_line.values())) == {("PER", "MEX", "ZZZ")}
    unknown = [row for row in rows if row["partner"] == "ZZZ"]
    assert {row["status"] for row in unknown} == {"not_loaded"}
    assert {row["amount"] for row in unknown} == {None}


def test_a_country_outside_the_region_has_no_rank_in_it_and_no_false_zero(ask):
    rows = {
        (r["fact"], r["geo"], r["frequency"]): r for r in ask("country/facts", partners=["USA"])
    }
    rank = rows["total_rank_region", "CA-QC", "rolling"]
    assert (rank["amount"], rank["status"]) == (None, "not_applicable")
    office = rows["representation", "", ""]
    assert (office["amount"], office["status"]) == (None, "not_available")
    assert rows["agreements", "", ""]["name_fr"] == "ACEUM"


def test_an_agreement_holds_from_the_later_ratification(ask):
    peru = {
        row["agreement"]: row["in_force"]
        for row in ask("country/ties", partner="PER")
        if row["agreement"]
    }
    assert peru == {"ALECP": date(2009, 8, 1), "PTPGP": date(2021, 9, 19)}


def test_new_and_lost_products_change_with_the_partner(ask):
    assert ask("product/entries", partners=["USA"]) == []
    # Twenty-four months are not loaded before the first year's end.
    assert ask("product/entries", until=date(2021, 12, 1)) == []
    (new,) = [row for row in ask("product/entries") if row["entry"] == "new"]
    assert (new["value_cad"], new["previous_value_cad"]) == (9000, 0)
