"""World Bank: the parser on answers in the API's form, and on every way to fail."""

import json
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.source import Raw, SourceError
from etl.sources import worldbank_gdp_population as worldbank

FIXTURE = Path(__file__).parent.parent / "fixtures" / "worldbank_gdp_population"
GDP = "NY.GDP.MKTP.CD.json"


@pytest.fixture
def raw(tmp_path):
    shutil.copytree(FIXTURE, tmp_path / "vintage")
    return Raw("worldbank_gdp_population", date(2026, 7, 1), tmp_path / "vintage", tmp_path)


@pytest.fixture
def con():
    with duckdb.connect() as opened:
        yield opened


def alter(raw, change):
    path = raw.folder / GDP
    body = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(change(body) or body), encoding="utf-8")


def test_countries_and_the_world_with_missing_years_said_to_be_missing(raw, con):
    relation = worldbank.parse(raw, con)["country_year"]
    found = con.execute(f"select * exclude (source, vintage) from {relation} order by all")
    assert found.fetchall() == [
        ("MEX", 2023, 1000.5, "normal", 129, "normal"),
        ("MEX", 2024, None, "not_available", 130, "normal"),
        ("NAM", 2023, 11.0, "normal", 2, "normal"),
        ("NAM", 2024, 12.25, "normal", 3, "normal"),
        ("WLD", 2023, 1.05e14, "normal", 7_900_000_000, "normal"),
        ("WLD", 2024, 1.1e14, "normal", 8_000_000_000, "normal"),
        ("XKX", 2023, None, "not_available", None, "not_available"),
        ("XKX", 2024, 9e9, "normal", None, "not_available"),
    ]


def test_rows_carry_source_vintage_and_the_contract_types(raw, con):
    relation = worldbank.parse(raw, con)["country_year"]
    assert con.execute(f"select distinct source, vintage from {relation}").fetchall() == [
        ("worldbank_gdp_population", date(2026, 7, 1))
    ]
    described = con.execute(f"describe {relation}").fetchall()
    assert [(row[0], row[1]) for row in described] == [
        ("partner", "VARCHAR"),
        ("ref_year", "SMALLINT"),
        ("gdp_usd", "DOUBLE"),
        ("gdp_status", "VARCHAR"),
        ("population", "BIGINT"),
        ("population_status", "VARCHAR"),
        ("source", "VARCHAR"),
        ("vintage", "DATE"),
    ]


def _row(body, **cells):
    body[1][0].update(cells)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda b: _row(b, countryiso3code="QQQ"), "pays inconnu(s) QQQ"),
        (lambda b: _row(b, value="12"), "donne '12' pour MEX en 2024"),
        (lambda b: _row(b, date="2024Q1"), "une autre forme"),
        (lambda b: b[1][0].pop("value") and None, "une autre forme"),
        (lambda b: _row(b, countryiso3code="NAM"), "deux valeurs pour NAM en 2024"),
        (lambda b: b[0].update(total=99, pages=2), "toutes les lignes annoncées (99)"),
        (lambda b: [b[0], None], "toutes les lignes"),
        (lambda b: {"rows": []}, "toutes les lignes"),
        (
            lambda b: [{"message": [{"id": "120", "key": "Invalid value", "value": "Bad code"}]}],
            "message d'erreur",
        ),
    ],
)
def test_an_answer_that_is_not_whole_and_known_ends_in_one_sentence(raw, con, change, said):
    alter(raw, change)
    with pytest.raises(SourceError) as refused:
        worldbank.parse(raw, con)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_half_a_person_is_refused(raw, con):
    path = raw.folder / "SP.POP.TOTL.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"value":130,', '"value":130.5,'))
    with pytest.raises(SourceError, match="population fractionnaire"):
        worldbank.parse(raw, con)


def test_html_and_a_missing_file_are_refused(raw, con):
    (raw.folder / GDP).write_text("<!DOCTYPE html>", encoding="utf-8")
    with pytest.raises(SourceError, match="n'est pas du JSON"):
        worldbank.parse(raw, con)
    (raw.folder / GDP).unlink()
    with pytest.raises(SourceError, match=GDP):
        worldbank.parse(raw, con)
