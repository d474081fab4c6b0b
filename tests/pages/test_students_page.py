"""The page on students: published figures, what is hidden or not loaded in words, choices in the address."""

import pytest

from dashboard import intervals
from tests.pages.reading import text, titles

PAGE = "pages/students.py"


@pytest.mark.parametrize(
    ("lang", "params"),
    [
        ("en", {}),
        ("fr", {}),
        ("fr", {"measure": "stock_dec31"}),
        ("fr", {"partner": ["HTI"], "since": "2021", "until": "2021"}),
        ("fr", {"partner": ["GRD", "KNA", "SUR", "URY", "CUB", "PRY"], "season": "KNA"}),
        ("fr", {"partner": "", "measure": "stock_dec31"}),
        ("fr", {"since": "2025"}),
        ("fr", {"measure": "stock_dec31", "since": "2009", "until": "2010"}),
        ("fr", {"partner": ["FRA", "IND"]}),
    ],
    ids=str,
)
def test_every_choice_opens(every_part, lang, params):
    parts = every_part(PAGE, lang, **params)
    assert len(parts) == 4
    for at in parts:
        assert not at.exception
        assert titles(at) or len(at.get("markdown")) > 1 or at.info
        assert "Paramètre d'adresse ignoré" not in text(at)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            [
                "Mexique : 11 360 personnes",
                "Brésil : 10 365 personnes",
                "Colombie : 10 445 personnes",
                "78 345 sur 680 965",
            ],
        ),
        (
            "en",
            [
                "Mexico: 11,360 persons",
                "Brazil: 10,365 persons",
                "Colombia: 10,445 persons",
                "78,345 of 680,965",
            ],
        ),
    ],
)
def test_the_publisher_s_persons_of_2023(every_part, lang, words):
    said = text(*every_part(PAGE, lang, until="2023"))
    for figure in words:
        assert figure in said


def test_the_statement_and_the_count_stand_side_by_side_with_the_reason(app_test):
    said = text(app_test(PAGE))
    assert "De 2009 à 2018, la stratégie énonce une croissance de plus de 40 %" in said
    assert "+161 %" in said
    assert "Ni le territoire ni la définition ne sont les mêmes" in said


def test_the_region_s_hidden_year_reads_between_its_bounds(app_test):
    assert "2021 (37 831 à 37 964)" in text(app_test(PAGE))


def test_a_year_in_progress_is_said_and_not_the_last_of_a_sentence(every_part):
    said = text(*every_part(PAGE))
    assert "2025 ne couvre que 7 mois" in said
    assert "En 2024 — Mexique" in said
    assert "En 2025 —" not in said


def test_quebec_by_country_is_not_loaded_and_says_its_command(every_part):
    assert (
        "Québec × pays de citoyenneté : non chargé — "
        "`python -m etl refresh ircc_study_institution`" in text(*every_part(PAGE))
    )


def test_months_offer_the_years_that_have_some(app_test):
    """Whatever is counted elsewhere: stocks stop two years before the months."""
    at = app_test("pages/students.py", view="months", measure="stock_dec31", since="2010")
    years = at.selectbox(key="months_since").options
    assert (years[0], at.selectbox(key="months_until").options[-1]) == ("2022", "2025")
    assert "Paramètre d'adresse ignoré" not in text(at)
    assert at.query_params["since"] == "2010"


def test_suppressed_months_are_counted_and_read_with_their_bounds(every_part):
    said = text(*every_part(PAGE, partner=["PRY"], season="PRY"))
    assert "valeurs mensuelles sont supprimées" in said
    assert "mois supprimés ne comptent pas dans la moyenne" in said
    assert f"Paraguay : {intervals.count(None, 'suppressed', (0, 5))}" in said


def test_the_word_persons_agrees_with_its_number(every_part):
    said = text(*every_part(PAGE, partner=["GRD"]))
    assert "En juillet 2025 — Grenade : 0 personne." in said
    assert "En 2024 — Grenade : 40 personnes." in said


@pytest.mark.parametrize(
    "params", [{"measure": "<b>x</b>"}, {"partner": "WLD"}, {"since": "1066"}, {"geo": "CA"}]
)
def test_a_parameter_that_is_no_choice_is_dropped_and_said(app_test, params):
    at = app_test(PAGE, **params)
    assert not at.exception
    assert "Paramètre d'adresse ignoré" in text(at)
    assert "<b>x" not in text(at)


def test_the_address_keeps_the_view(app_test):
    at = app_test(PAGE, measure="stock_dec31", partner=["HTI", "CUB"], since="2010", season="CUB")
    assert at.query_params["measure"] == "stock_dec31"
    assert at.query_params["partner"] == ["HTI", "CUB"]
    assert at.query_params["season"] == "CUB"
    assert "Haïti" in text(at)


def test_without_data_the_page_says_how_to_make_them(app_test, monkeypatch, tmp_path):
    monkeypatch.setenv("CAP_ALA_DATA", str(tmp_path))
    at = app_test(PAGE)
    assert not at.exception
    assert "python -m etl" in text(at)
