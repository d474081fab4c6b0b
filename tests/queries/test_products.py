"""Trade by product: levels that add up, years that are whole, codes that change, words without accents."""

from __future__ import annotations

from datetime import date

import pytest

WHOLE, INCOMPLETE, UNKNOWN = date(2022, 12, 1), date(2023, 1, 1), date(2023, 2, 1)
ASKED_YEARLY = ("product/ranking", "product/partners", "product/tree", "product/advantage")


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
