"""The page on products: full on a made-up build, honest without one, every choice in the address."""

from __future__ import annotations

import pytest

from dashboard import product_choices
from tests.pages.reading import text, titles

PAGE = "pages/products.py"
COMMAND = "python -m etl refresh cimt_product"


@pytest.mark.parametrize(("lang", "words"), [("fr", "n'est pas livré"), ("en", "is not shipped")])
def test_without_products_the_page_says_what_it_would_show_and_how_to_load_it(
    app_test, lang, words
):
    at = app_test(PAGE, lang)
    assert not at.exception
    assert words in text(at)
    assert [COMMAND in info.value for info in at.info] == [True]
    assert not at.get("plotly_chart")
    assert not titles(at)


def test_fewer_than_twelve_months_is_said_and_not_called_empty(made_up_app, monkeypatch):
    monkeypatch.setattr(product_choices, "MONTHS", 99)
    at = made_up_app(PAGE)
    assert not at.exception
    assert "ne couvre pas encore douze mois de suite" in text(at)
    assert "n'est pas livré" not in text(at)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("params", "n_parts"),
    [
        ({"level": "section", "region": "all"}, 4),
        ({"level": "subheading", "geo": "CA"}, 4),
        ({"flow": "import", "product": "XVI", "region": "all", "frequency": "month"}, 5),
        ({"flow": "import", "product": "0804", "frequency": "year", "until": "2022-12"}, 5),
        ({"flow": "import", "product": "850490", "region": "all"}, 4),
        ({"product": "9901", "flow": "import", "partner": ["MEX", "BRA"]}, 5),
    ],
    ids=str,
)
def test_every_choice_opens_in_every_part(made_up_app, every_part, lang, params, n_parts):
    opened = every_part(PAGE, lang, **params)
    assert len(opened) == n_parts
    for at in opened:
        assert not at.exception
        assert "Paramètre d'adresse ignoré" not in text(at)
        assert "Address parameter ignored" not in text(at)
    assert len(titles(*opened)) >= 4


def test_the_figures_are_those_of_the_rows(made_up_app):
    at = made_up_app(PAGE, until="2022-12", level="heading", region="all")
    said = text(at)
    assert len(at.get("plotly_chart")) == 3
    # 748,956 of 1,513,448 dollars; without aluminum 764,492 against 621,092 a year earlier.
    assert "Aluminium sous forme brute (7601) : 49,5 %" in said
    assert "Premier : Aluminium sous forme brute (7601), 749,0 k$ (+20,0 % sur un an)" in said
    assert (
        "varie de +21,5 % ; sans le plus grand produit, Aluminium sous forme brute (7601) : +23,1 %"
        in said
    )


def test_the_same_in_english(made_up_app):
    at = made_up_app(PAGE, "en", until="2022-12", level="heading", region="all")
    assert "without the largest product, Unwrought aluminum (7601): +23.1%" in text(at)


def test_the_statement_stands_beside_the_region_s_exports(made_up_app):
    said = text(made_up_app(PAGE, until="2022-12", view="technology"))
    assert "La stratégie énonce : « Énoncé » (Document, Passage)." in said
    assert "ne sont pas classées" in said


def test_the_exports_of_the_view_are_classed_beside_those_of_the_statement(made_up_app):
    asked = titles(made_up_app(PAGE, view="technology"))
    others = titles(made_up_app(PAGE, view="technology", partner="MEX"))
    assert "Quel contenu technologique ?" not in " ".join(asked).replace("\u202f", " ")
    assert "Quel contenu technologique ?" in " ".join(others).replace("\u202f", " ")


@pytest.mark.parametrize("typed", ["avocats FRAIS", "avocados", "0804"])
def test_a_search_leads_to_a_product(made_up_app, typed):
    at = made_up_app(PAGE, flow="import")
    at.text_input(key="find").set_value(typed).run()
    at.button(key="found-080440").click().run()
    assert not at.exception
    assert at.query_params["product"] == "080440"
    assert at.selectbox(key="product").value == "080440"
    at.segmented_control(key="view").set_value("partners").run()
    assert "Mexique : " in text(at)


def test_a_search_that_finds_nothing_says_so(made_up_app):
    at = made_up_app(PAGE)
    at.text_input(key="find").set_value("<b>zzz</b>").run()
    assert "Aucun produit ne contient" in text(at)
    assert not at.button


def test_the_reader_goes_down_by_choice_and_the_address_follows(made_up_app):
    at = made_up_app(PAGE, flow="import", region="all")
    for code in ("XVI", "85", "8504", "850490"):
        at.selectbox(key="product").set_value(code).run()
        assert not at.exception
        assert at.query_params["product"] == code
    assert "level" not in at.query_params


@pytest.mark.parametrize("product", ["9999", "zz", "<b>85</b>", "8" * 300])
def test_an_unknown_product_is_dropped_and_said(made_up_app, product):
    at = made_up_app(PAGE, product=product)
    assert not at.exception
    assert "Paramètre d'adresse ignoré : « Produit »" in text(at)
    assert "<b>85" not in text(at)


def test_a_unit_that_changes_is_said(made_up_app):
    said = text(made_up_app(PAGE, product="850490", flow="import", region="all"))
    assert "L'unité a changé (Poids en kilogrammes : de 2021 à 2021" in said
    assert "Révision du Système harmonisé" in said
    assert "1 code sur 1 est né, a disparu ou a changé de sens" in said


def test_a_partner_that_does_not_trade_a_product_is_a_zero_and_no_empty_chart(made_up_app):
    parts = made_up_app(PAGE, product="8504", partner="COL")
    assert "Aucun échange sur ces douze mois" in text(parts)
    assert not parts.get("plotly_chart")
    countries = made_up_app(PAGE, product="8504", partner="COL", view="partners")
    assert "Colombie : aucun échange de ce produit sur ces douze mois (un zéro" in text(countries)
