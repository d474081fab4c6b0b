"""The strategy's pages: verdicts with their figures, measures and report, network and milestones."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from dashboard import strategy_report
from dashboard.i18n import use
from dashboard.indicators import ask
from etl import codes
from tests.pages.reading import text, titles


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("page", "params"),
    [
        ("pages/strategy.py", {}),
        ("pages/strategy.py", {"partner": ["MEX"], "target": "T3", "view": "targets"}),
        ("pages/strategy.py", {"partner": ["COL"], "target": "T2", "view": "targets"}),
        ("pages/strategy.py", {"target": "T8", "view": "targets"}),
        ("pages/strategy.py", {"view": "published"}),
        ("pages/strategy.py", {"partner": ["FRA"], "view": "published"}),
        ("pages/measures.py", {}),
        ("pages/measures.py", {"partner": ["HTI"]}),
        ("pages/network.py", {}),
        ("pages/network.py", {"partner": "COL", "view": "milestones"}),
    ],
    ids=str,
)
def test_every_choice_opens(app_test, lang, page, params):
    at = app_test(page, lang, **params)
    assert not at.exception
    assert titles(at)
    assert "Paramètre d'adresse ignoré" not in text(at)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ["5,35 G$", "3,06 G$ (2020)", "8e (2020)", "Définition différente", "réattribue"]),
        ("en", ["$5.35B", "$3.06B (2020)", "8th (2020)", "Definition differs", "re-allocates"]),
    ],
)
def test_mexico_s_claims_beside_the_customs_data(app_test, lang, words):
    said = text(app_test("pages/strategy.py", lang, partner=["MEX"]))
    for word in words:
        assert word in said


def test_published_figures_have_their_reasons(app_test):
    said = text(app_test("pages/strategy.py", view="published"))
    assert "18 chiffres sur 179" in said
    assert "importations réattribuées par l'ISQ" in said


def test_the_rules_are_written_on_the_page(app_test):
    said = text(app_test("pages/strategy.py", view="rules"))
    for row in codes.read("verdict"):
        assert row["rule_fr"].replace("\u2019", "'") in said


def test_what_is_not_loaded_names_its_command(app_test):
    said = text(app_test("pages/strategy.py", partner=["COL"]))
    assert "Série non chargée" in said
    assert "python -m etl refresh statcan_12100173" in said
    path = text(app_test("pages/strategy.py", target="T2", view="targets"))
    assert "Aucune valeur de cette série n'est chargée" in path


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ["75 mesures", "74 sont à documenter", "réalisée (mai 2023)", "13 avril 2022"]),
        ("en", ["75 measures", "74 are to be documented", "done (May 2023)", "13 April 2022"]),
    ],
)
def test_the_measures_say_what_is_known_and_what_is_not(app_test, lang, words):
    said = text(app_test("pages/measures.py", lang))
    for word in words:
        assert word in said


def test_the_network_and_the_years_that_are_not_loaded(app_test):
    said = text(app_test("pages/network.py"))
    assert "Mexico (1980), São Paulo (2008), La Havane (2017), Bogota (2022)" in said
    said = text(app_test("pages/network.py", view="milestones"))
    assert "Brésil : 2 839,4 M$ d'échanges en 2017, 4 456,3 M$ en 2025" in said
    assert "De 2006 à 2016, les échanges ne sont pas chargés." in said
    colombia = text(app_test("pages/network.py", partner="COL", view="milestones"))
    assert "ne sont chargés pour aucune année" in colombia


@pytest.mark.parametrize(
    ("lang", "title", "state"),
    [
        ("fr", "Rapport d’avancement de la stratégie", "réalisée (mai\xa02023)"),
        ("en", "Progress report on the strategy", "done (May\xa02023)"),
    ],
)
def test_the_report_holds_every_measure_in_its_language(data_dir, lang, title, state):
    with use("fr"):
        report = strategy_report.Report(
            ask("strategy/progress"),
            ask("strategy/measures", partners=()),
            lang,
            "http://x/mesures",
        )
        page, paper = report.html().decode(), Document(BytesIO(report.docx()))
    assert f'<html lang="{lang}">' in page
    assert title in page
    assert paper.paragraphs[0].text == title
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    for row in report.measures.rows:
        assert f"{row['measure_id']} · " in page
        assert sum(cell.startswith(f"{row['measure_id']} · ") for cell in cells) == 1
    assert any(cell.startswith(state) for cell in cells)
    assert any(paragraph.text == "http://x/mesures" for paragraph in paper.paragraphs)


def test_a_faulty_status_file_is_told_above_the_measures(app_test, monkeypatch):
    faulty = "data/raw/snapshot/measure_status.csv : ligne 3 : mesure inconnue « O9 »."
    monkeypatch.setattr("dashboard.measures.catalogue.sources", lambda: (Refused(faulty),))
    said = text(app_test("pages/measures.py"))
    assert "ligne 3 : mesure inconnue" in said
    assert "75 mesures" in said


class Refused:
    """The card of the status file after a build that refused it."""

    code = "measure_status"

    def __init__(self, reason: str) -> None:
        self.facts = {"refused_reason": reason}
