"""The adviser's page: figures of the publisher, gaps said with their command, every choice in the address."""

import json

import pytest

from dashboard.i18n import typeset
from tests.pages.reading import text, titles

PAGE = "pages/trade.py"


@pytest.mark.parametrize(
    ("lang", "params"),
    [
        ("en", {}),
        ("fr", {}),
        ("fr", {"geo": "CA"}),
        ("fr", {"flow": "import", "frequency": "month"}),
        ("fr", {"measure": "growth", "frequency": "quarter"}),
        ("fr", {"measure": "share", "frequency": "year", "geo": "CA"}),
        ("fr", {"measure": "index", "partner": ["MEX"]}),
        ("fr", {"partner": "", "geo": "CA"}),
        ("fr", {"partner": ["CUB", "HTI", "GTM", "HND", "SLV", "CRI"]}),
        ("fr", {"since": "2020-05", "until": "2020-06", "frequency": "year"}),
    ],
    ids=str,
)
def test_every_choice_opens(every_part, lang, params):
    parts = every_part(PAGE, lang, **params)
    assert len(parts) == 4
    for at in parts:
        assert not at.exception
        assert titles(at) or at.info


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ["Mexique : 1 633,2 M$", "Brésil : 464,7 M$"]),
        ("en", ["Mexico: $1,633.2M", "Brazil: $464.7M"]),
    ],
)
def test_the_publisher_s_exports_of_2025(app_test, lang, words):
    at = app_test(PAGE, lang, frequency="year", until="2025-12")
    for figure in words:
        assert figure in text(at)


def test_the_publisher_s_imports_of_2025(app_test):
    at = app_test(
        PAGE, flow="import", frequency="year", until="2025-12", partner=["MEX", "BRA", "PER"]
    )
    for figure in ("Mexique : 3 176,3 M$", "Brésil : 3 991,6 M$", "Pérou : 671,8 M$"):
        assert figure in text(at)


def test_colombia_is_not_loaded_and_canada_is_shown_in_its_stead(app_test):
    at = app_test(PAGE, until="2025-12")
    assert "Québec × Colombie : non chargé — `python -m etl refresh trade_partner_annual`" in text(
        at
    )
    assert "Colombie : 1 089,4 M$" in text(at)
    assert "Ce ne sont pas les échanges du Québec" in text(at)


def test_a_partner_that_canada_has_is_no_gap_for_canada(app_test):
    at = app_test(PAGE, geo="CA", partner=["COL"])
    assert "non chargé" not in text(at)


def test_a_small_flow_is_said(app_test):
    at = app_test(PAGE, geo="CA", partner=["MSR", "ZWE"])
    assert "Petit flux" in text(at)


@pytest.mark.parametrize(
    "params", [{"geo": "<b>CA</b>"}, {"partner": "ZZZ"}, {"since": "9999-99"}, {"nothing": "x"}]
)
def test_a_parameter_that_is_no_choice_is_dropped_and_said(app_test, params):
    at = app_test(PAGE, **params)
    assert not at.exception
    assert "Paramètre d'adresse ignoré" in text(at)
    assert "<b>CA" not in text(at)


def test_the_sentence_is_set_as_french_is(app_test):
    at = app_test(PAGE)
    assert typeset("Comment évoluent les échanges ?", "fr") in titles(at)


def test_a_table_drawn_again_from_memory_is_the_reader_s_own(app_test):
    """Of the same question: in each language, and for other columns or rows, another table."""
    asked = [("fr", {}), ("en", {}), ("fr", {}), ("fr", {"partner": "MEX"})]
    drawn = [
        app_test(PAGE, lang, view="growth", **params).dataframe[0].proto.SerializeToString()
        for lang, params in asked
    ]
    french, english, again, other = drawn
    assert french == again
    assert len({french, english, other}) == 3


def test_a_chosen_partner_is_ranked_wherever_it_stands_and_one_without_figures_is_said(app_test):
    at = app_test(PAGE, view="ranking", partner=["BRA", "COL"], until="2025-12")
    (chart,) = at.get("plotly_chart")
    drawn = json.loads(chart.proto.spec)
    names = [one["text"] for one in drawn["layout"]["annotations"]]
    assert any("16. Brésil" in name for name in names)
    assert "Brésil : 16e partenaire" in text(at)
    assert "Sans rang, faute de chiffre sur douze mois : Colombie." in text(at)


@pytest.mark.parametrize(
    ("among", "first"), [("all", "1. États"), ("others", "2. Chine"), ("ala", "1. Mexique")]
)
def test_the_ranking_compares_the_countries_that_are_asked_for(app_test, among, first):
    at = app_test(PAGE, view="ranking", partner=["MEX", "FRA"], among=among, until="2025-12")
    (chart,) = at.get("plotly_chart")
    names = " ".join(one["text"] for one in json.loads(chart.proto.spec)["layout"]["annotations"])
    assert ("États-Unis" in names) == (among == "all")
    assert ("France" in names) == (among != "ala")
    assert first in names
    assert "Sans rang" not in text(at)
