"""Trade by product: levels that add up, years that are whole, codes that change, words without accents."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date

import pytest

from tests.queries import made

WHOLE, INCOMPLETE, UNKNOWN = date(2022, 12, 1), date(2023, 1, 1), date(2023, 2, 1)
ASKED_YEARLY = ("product/ranking", "product/partners", "product/tree", "product/advantage")


def written(**wanted):
    """The rows of trade as the fixture writes them, those that have `wanted` in their columns."""
    with (made.WRITTEN / "trade_product_monthly.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if all(row[k] == v for k, v in wanted.items())]


def exported(geo, year, partners=None):
    """Dollars of domestic exports of a year by heading, summed here and not by the queries."""
    sums = defaultdict(int)
    for row in written(geo=geo, flow="domestic_export"):
        if row["ref_month"].startswith(year) and (not partners or row["partner"] in partners):
            sums[row["hs4"]] += int(row["value_cad"])
    return sums


def of_level(rows, level):
    return [row for row in rows if row["hs_level"] == level]


def test_every_level_of_the_tree_adds_up_to_the_one_above(ask):
    rows = ask("product/tree")
    value = {row["hs"]: row["value_cad"] for row in rows}
    for parent in {row["parent"] for row in rows} - {""}:
        assert sum(row["value_cad"] for row in rows if row["parent"] == parent) == value[parent]
    for level in ("section", "chapter", "heading", "subheading"):
        assert sum(row["share"] for row in of_level(rows, level)) == pytest.approx(1)


def test_the_levels_asked_for_are_given(ask):
    given = ask("product/tree", levels=["chapter", "heading"])
    assert {row["hs_level"] for row in given} == {"chapter", "heading"}


@pytest.mark.parametrize("level", ["section", "chapter", "heading", "subheading"])
def test_the_ranking_has_the_values_of_the_tree(ask, level):
    ranked = ask("product/ranking", direction="import", level=level)
    nested = of_level(ask("product/tree"), level)
    assert [(row["hs"], row["value_cad"]) for row in ranked] == [
        (row["hs"], row["value_cad"]) for row in nested
    ]


def test_the_unspecified_country_and_special_chapters_are_in_the_whole(ask):
    everyone = ask("product/ranking", direction="import", level="chapter")
    assert "99" in {row["hs"] for row in everyone}
    named = ask("product/ranking", direction="import", level="chapter", partners=["MEX", "BRA"])
    assert "99" not in {row["hs"] for row in named}


@pytest.mark.parametrize("name", ASKED_YEARLY)
@pytest.mark.parametrize("until", [date(2021, 11, 1), UNKNOWN])
def test_twelve_months_that_are_not_all_loaded_give_no_answer(ask, name, until):
    assert ask(name, until=until) == []


def test_a_year_without_the_one_before_has_no_growth(ask):
    rows = ask("product/ranking", until=date(2021, 12, 1))
    assert rows
    assert {(row["growth"], row["previous_rank"], row["previous_value_cad"]) for row in rows} == {
        (None, None, None)
    }


def test_re_exports_are_no_exports_of_a_product(ask):
    exports = ask("product/ranking", geo="CA", level="chapter")
    assert "99" not in {row["hs"] for row in exports}


def test_a_code_that_changed_meaning_breaks_its_series_and_all_that_hold_it(ask):
    rows = ask("product/series", products=["850490", "8504", "85", "XVI", "0804"], partners=[])
    broken = {(row["hs"], row["period"]) for row in rows if row["is_revised"]}
    assert broken == {(hs, date(2022, 1, 1)) for hs in ("850490", "8504", "85", "XVI")}


def test_an_incomplete_year_is_no_period(ask):
    years = ask("product/series", frequency="year", since=date(2020, 1, 1), until=INCOMPLETE)
    assert {row["period"] for row in years} == {date(2021, 1, 1), date(2022, 1, 1)}
    months = ask("product/series", frequency="month", since=WHOLE, until=INCOMPLETE)
    assert {row["period"] for row in months} == {WHOLE, INCOMPLETE}


def test_twelve_rolling_months_are_those_of_the_ranking(ask):
    rolled = ask(
        "product/series",
        frequency="rolling",
        products=["0804"],
        partners=[],
        since=WHOLE,
        until=WHOLE,
    )
    ranked = ask("product/ranking", direction="import", level="heading")
    assert rolled[0]["value_cad"] == ranked[0]["value_cad"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AVOCATS frais", ["080440"]),
        ("avocados FRESH", ["080440"]),
        ("ânes", ["0101", "010110", "010130"]),
        ("anes", ["0101", "010110", "010130"]),
        ("0804", ["0804", "080430", "080440"]),
        ("8802", ["8802", "880240"]),
        ("frais fresh", []),
        ("   ", []),
        ("'; drop table product; --", []),
    ],
)
def test_words_are_found_in_both_languages_without_accents(ask, text, found):
    # « ânes » is also within English words; the codes sought are among the answers, in order.
    codes = [row["hs"] for row in ask("product/search", text=text)]
    assert [code for code in codes if code in found] == found
    assert bool(codes) == bool(found)


def test_search_keeps_to_a_level(ask):
    assert {row["hs"] for row in ask("product/search", text="animaux", level="chapter")} == {"01"}


def test_partners_of_a_product_at_any_level(ask):
    by_level = [
        [row["partner"] for row in ask("product/partners", product=product)]
        for product in ("II", "08", "0804")
    ]
    assert by_level == [["MEX", "BRA", "COL"]] * 3
    region = ask("product/partners", product="85", region="ala")
    assert [row["partner"] for row in region] == ["MEX"]


def test_an_advantage_of_one_is_the_share_of_canada(ask):
    assert {row["advantage"] for row in ask("product/advantage", geo="CA")} == {1.0}


@pytest.mark.parametrize("partners", [[], ["MEX", "BRA"]])
def test_the_advantage_is_the_ratio_of_two_shares(ask, partners):
    quebec, canada = (exported(geo, "2022", partners) for geo in ("CA-QC", "CA"))
    rows = ask("product/advantage", partners=partners)
    assert {row["hs"] for row in rows} == set(quebec)
    for row in rows:
        own = quebec[row["hs"]] / sum(quebec.values())
        theirs = canada[row["hs"]] / sum(canada.values())
        assert row["advantage"] == pytest.approx(own / theirs)


def test_an_advantage_within_a_product_is_that_of_all_products(ask):
    everywhere = {row["hs"]: row["advantage"] for row in ask("product/advantage")}
    within = {row["hs"]: row["advantage"] for row in ask("product/advantage", product="XVI")}
    assert within == {"8504": everywhere["8504"]}


def test_a_ranking_within_a_product_shares_that_product(ask):
    rows = ask("product/ranking", direction="import", level="subheading", product="08")
    assert {row["hs"] for row in rows} == {"080430", "080440"}
    assert sum(row["share"] for row in rows) == pytest.approx(1)
    tree = ask("product/tree", product="08", levels=["subheading"])
    assert [row["value_cad"] for row in tree] == [row["value_cad"] for row in rows]


@pytest.mark.parametrize(("region", "partners"), [("all", None), ("ala", {"MEX", "BRA", "COL"})])
def test_technology_shares_are_those_of_the_list(ask, region, partners):
    sums = exported("CA", "2022", partners)
    # The list of the fixture: 88 is high, 76 medium-low, 0804 not manufactured, 850490 unclassified.
    high, low, raw, unknown = (sums[code] for code in ("8802", "7601", "0804", "8504"))
    rows = ask("product/technology", geo="CA", region=region, since=date(2022, 1, 1), until=WHOLE)
    found = {row["technology"]: row for row in rows}
    assert {name: row["value_cad"] for name, row in found.items() if row["value_cad"]} == {
        "high": high,
        "medium_low": low,
        "not_manufactured": raw,
        "unclassified": unknown,
    }
    assert found["high"]["manufactured_share"] == pytest.approx(high / (high + low))
    assert found["unclassified"]["share"] == pytest.approx(unknown / sum(sums.values()))
    assert found["unclassified"]["manufactured_share"] is None
    row = found["low"]
    assert row["advanced_share"] == pytest.approx(high / (high + low))
    assert row["advanced_low"] == pytest.approx(high / (high + low + unknown))
    assert row["advanced_high"] == pytest.approx((high + unknown) / (high + low + unknown))


def test_a_year_in_progress_has_no_technology_share(ask):
    assert {row["period"].year for row in ask("product/technology")} == {2021, 2022}


def test_growth_without_a_product_takes_it_out_of_both_years(ask):
    before, after = (exported("CA-QC", year) for year in ("2021", "2022"))
    for row in ask("product/growth"):
        was = sum(before.values()) - before[row["hs"]]
        assert row["growth_without"] == pytest.approx(
            (sum(after.values()) - after[row["hs"]]) / was - 1
        )
        assert row["total_growth"] == pytest.approx(sum(after.values()) / sum(before.values()) - 1)


def test_contributions_add_up_to_the_growth(ask):
    rows = ask("product/growth", direction="import", level="subheading")
    assert sum(row["contribution"] for row in rows) == pytest.approx(rows[0]["total_growth"])


def test_without_its_only_product_nothing_grows(ask):
    (row,) = ask("product/growth", product="76")
    assert row["growth_without"] is None
    assert row["contribution"] == pytest.approx(row["total_growth"])


def test_growth_needs_twenty_four_months(ask):
    assert ask("product/growth", until=date(2021, 12, 1)) == []


def test_quantities_keep_to_their_unit_and_a_missing_one_is_no_zero(ask):
    rows = ask("product/quantity")
    assert [(row["quantity_unit"], row["period"].year) for row in rows] == [
        ("KGM", 2021),
        ("NMB", 2022),
    ]
    assert rows[1]["quantity"] is None
    known = ask("product/quantity", partners=["USA"])[1]
    wanted = written(geo="CA-QC", hs6="850490", flow="import", partner="USA", unit="NMB")
    assert known["quantity"] == sum(float(row["quantity"]) for row in wanted)


@pytest.mark.parametrize(
    ("product", "above", "below"),
    [
        ("", [], ["I", "II", "XV", "XVI", "XVII", "XXII"]),
        ("XVI", [], ["85"]),
        ("85", ["XVI"], ["8504"]),
        ("850490", ["XVI", "85", "8504"], []),
        ("9901", ["XXII", "99"], ["990100"]),
    ],
)
def test_a_product_stands_between_what_holds_it_and_what_it_holds(ask, product, above, below):
    rows = ask("product/family", product=product)
    assert [row["hs"] for row in rows if row["place"] == "above"] == above
    assert [row["hs"] for row in rows if row["place"] == "below"] == below


@pytest.mark.parametrize("unknown", ["zz", "0", "8", "999999", "' or 1=1"])
def test_an_unknown_product_has_no_place(ask, unknown):
    assert ask("product/family", product=unknown) == []


def test_the_codes_of_a_section_are_those_of_its_chapters(ask):
    assert {row["hs"] for row in ask("product/concordance", product="XVI")} == {"850490"}
    assert {row["hs"][:2] for row in ask("product/concordance", product="I")} == {"01"}
