"""The comparison: the same rows for each country, three states of missing apart, both languages."""

import re

import pytest

from dashboard import comparison, comparison_table
from dashboard.i18n import use
from tests.pages.reading import plain, text, titles

PAGE = "pages/comparison.py"


def cells(at, fact: str) -> list[str]:
    """The cells of the first row of a fact, small print left out."""
    (table,) = [e.value for e in at.get("html") if 'class="compare"' in e.value]
    line = next(one for one in plain(table).split("<tr>") if f'scope="row">{fact}<' in one)
    return [
        re.sub(r"<small>.*?</small>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", line)
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    "params",
    [
        {},
        {"partner": ["COL", "FRA"]},
        {"partner": ["MEX", "BRA", "PER", "CUB", "VEN", "PRK"]},
        {"partner": ["SUN", "VAT"]},
        {"partner": "MEX"},
        {"partner": ""},
        {"partner": ["ZZZ", "MEX"]},
        {"partner": ["MEX", "BRA", "PER", "CUB", "VEN", "PRK", "FRA"]},
    ],
    ids=str,
)
def test_every_choice_opens(app_test, lang, params):
    assert not app_test(PAGE, lang, **params).exception


def test_one_country_is_no_comparison(app_test):
    at = app_test(PAGE, partner="MEX")
    assert "Choisissez au moins deux pays" in text(at)
    assert not titles(at)


def test_the_same_row_for_each_country(app_test):
    at = app_test(PAGE, partner=["MEX", "COL", "GTM"])
    assert cells(at, "Exportations") == ["2 152,5 M$", "non chargé", "non chargé"]
    assert cells(at, "Étudiants au Canada") == ["8 340", "6 760", "175"]
    assert cells(at, "Postes approuvés au Québec") == ["14 725", "1 064", "16 997"]
    assert cells(at, "PIB") == ["1 788,9 G$ US", "363,5 G$ US", "102,1 G$ US"]


def test_zero_below_rank_not_applicable_and_not_loaded_stand_apart(app_test):
    at = app_test(PAGE, partner=["FRA", "HTI"])
    assert cells(at, "Rang dans la région") == ["sans objet", "non chargé"]
    assert cells(at, "Postes approuvés au Québec")[1] == "sous le dernier rang, 798 au plus"
    assert cells(at, "Accords en vigueur avec le Canada") == ["non disponible", "il n'y en a pas"]


def test_a_year_of_its_own_is_said_in_the_cell(app_test):
    """Venezuela's GDP is published up to an earlier year than Mexico's."""
    at = app_test(PAGE, partner=["MEX", "VEN"])
    (table,) = [e.value for e in at.get("html") if 'class="compare"' in e.value]
    line = next(one for one in table.split("<tr>") if 'scope="row">PIB<' in one)
    years = re.findall(r"<small>(\d{4})</small>", line)
    assert len(set(years)) == 2


def test_what_misses_names_its_commands(app_test):
    said = text(app_test(PAGE, partner=["MEX", "COL"]))
    assert "python -m etl refresh trade_partner_annual" in said
    assert "python -m etl refresh agri_worker_annual" in said


def test_the_files_hold_the_figures_of_the_table(data_dir):
    with use("en"):
        block = comparison.facts(("MEX", "COL"))
        rows = block.result.rows
        drawn = comparison_table.figures(block.result)
    assert len(rows) == sum(len(line) for line in drawn.values())
    assert plain(drawn["GDP", ""][0]) == "US$1,788.9B"
    assert set(block.columns) <= set(block.result.table.column_names)


def test_a_name_of_two_hundred_signs_is_escaped_and_whole(data_dir, monkeypatch):
    long = "<i>République</i> " * 12
    monkeypatch.setattr(comparison_table, "partner", lambda _code: long)
    with use("fr"):
        html = comparison_table.html(comparison.facts(("MEX", "COL")).result)
    assert "<i>" not in html
    assert html.count("&lt;i&gt;") >= 24


def test_over_time_speaks_of_one_geography_for_all(data_dir):
    with use("fr"):
        both = comparison.over_time(("MEX", "BRA"))
        mixed = comparison.over_time(("MEX", "COL"))
    assert "Québec" in both.perimeter
    assert not both.warning or "Petit flux" in both.warning
    assert "Canada" in mixed.title
    assert "aucune part du Québec" in plain(mixed.warning)
