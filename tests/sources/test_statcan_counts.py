"""Statistics Canada's tables of persons: made-up full tables, and every refusal."""

import importlib
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl import contract
from etl.source import Raw, SourceError

FIXTURES = Path(__file__).parent.parent / "fixtures"
CITIZENSHIP, INDUSTRY, RESIDENTS = "32100221", "32100218", "17100121"


@pytest.fixture
def con():
    with duckdb.connect() as opened:
        yield opened


@pytest.fixture
def raw(tmp_path):
    def of(pid, change=lambda text: text, member=None) -> Raw:
        with zipfile.ZipFile(tmp_path / f"{pid}-eng.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            text = (FIXTURES / f"statcan_{pid}/eng/{pid}.csv").read_bytes().decode()
            packed.writestr(member or f"{pid}.csv", change(text))
        return Raw(f"statcan_{pid}", date(2024, 12, 16), tmp_path, tmp_path)

    return of


def parse(raw, con):
    module = importlib.import_module(f"etl.sources.{raw.source}")
    ((table, relation),) = module.parse(raw, con).items()
    assert module.SOURCE.tables == (table,)
    wanted = contract.read(contract.SCHEMAS / f"{table}.yml")
    assert tuple(con.table(relation).columns) == wanted.names
    return con.table(relation).to_arrow_table().to_pylist()


def cells(rows, *columns, **wanted):
    found = [row for row in rows if wanted.items() <= row.items()]
    return sorted((tuple(row[name] for name in columns) for row in found), key=str)


def refusal(raw, con) -> str:
    with pytest.raises(SourceError) as refused:
        parse(raw, con)
    sentence = str(refused.value)
    assert sentence.startswith(raw.source)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_workers_by_citizenship_and_province(raw, con):
    rows = parse(raw(CITIZENSHIP), con)
    assert cells(rows, "geo", "partner", "value", "status", ref_year=2021) == [
        ("CA", "WLD", 60_000, "normal"),
        ("CA-QC", "COL", None, "suppressed"),
        ("CA-QC", "GTM", 9_900, "normal"),
        ("CA-QC", "MEX", 6_100, "revised"),
        ("CA-QC", "OTH", 0, "normal"),
        ("CA-QC", "WLD", 18_000, "normal"),
    ]
    assert cells(rows, "partner", "value", "status", ref_year=2022) == [
        ("GTM", None, "not_available"),
        ("MEX", 6_500, "preliminary"),
    ]
    assert {row["origin_concept"] for row in rows} == {"citizenship"}


def test_a_hidden_number_without_published_bounds_has_none(raw, con):
    rows = parse(raw(CITIZENSHIP), con)
    assert cells(rows, "value_low", "value_high", status="suppressed") == [(None, None)]


def test_workers_by_industry(raw, con):
    rows = parse(raw(INDUSTRY), con)
    assert cells(rows, "industry", "value", "status") == [
        ("1112", None, "too_unreliable"),
        ("1114", 4_000, "normal"),
        ("agricultural_industries_total", 17_000, "normal"),
        ("some_other_industry", 12, "use_with_caution"),
    ]


def test_residents_on_the_first_day_of_the_quarter(raw, con):
    rows = parse(raw(RESIDENTS), con)
    assert cells(rows, "ref_quarter", "resident_type", "value", "status", geo="CA-QC") == [
        (date(2021, 10, 1), "other", 0, "rounded_to_zero"),
        (date(2021, 10, 1), "permit_work", None, "not_available"),
        (date(2021, 7, 1), "all", 290_000, "normal"),
        (date(2021, 7, 1), "asylum", 60_000, "revised"),
        (date(2021, 7, 1), "permit_study", 57_000, "normal"),
    ]


def test_a_table_with_one_statistic_has_no_column_for_it(raw, con):
    expected = parse(raw(CITIZENSHIP), con)

    def without(text: str) -> str:
        kept = [line for line in text.splitlines() if "Number of farms" not in line]
        return "\n".join(
            line.replace(',"Statistics"', "").replace(',"Temporary foreign workers"', "")
            for line in kept
        )

    assert parse(raw(CITIZENSHIP, without), con) == expected


@pytest.mark.parametrize(
    ("pid", "old", "new", "said"),
    [
        (CITIZENSHIP, '"Mexico"', '"Freedonia"', "1 libellé(s) inconnu(s) (« Freedonia »)"),
        (CITIZENSHIP, '"Quebec"', '"Kebec"', "« Kebec ») ; ajoutez-les à etl/codes/geography.csv"),
        (CITIZENSHIP, "Country of citizenship", "Citizenship", "manque : Country of citizenship"),
        (CITIZENSHIP, '"VALUE"', '"VALUE","Season"', "en trop : Season"),
        (CITIZENSHIP, "Temporary foreign workers", "Farms", "ne compte pas de travailleurs"),
        (CITIZENSHIP, '"9900"', '"9,900"', "n'a pas un nombre et une échelle lisibles"),
        (CITIZENSHIP, '"9900"', '"9900.5"', "se contredisent"),
        (CITIZENSHIP, '"9900",""', '"9900","x"', "se contredisent"),
        (CITIZENSHIP, '"","x"', '"","z"', "symbole inconnu « z »"),
        (CITIZENSHIP, '"2021"', '"2021/2022"', "n'est pas une période du tableau"),
        (RESIDENTS, '"2021-07"', '"2021-08"', "n'est pas une période du tableau"),
        (RESIDENTS, "Study permit holders only", "Students", "resident_type.csv"),
    ],
)
def test_a_table_that_is_not_as_published_is_refused(raw, con, pid, old, new, said):
    assert said in refusal(raw(pid, lambda text: text.replace(old, new)), con)


def test_a_short_line_another_member_and_a_cut_zip_are_refused(raw, con):
    assert "ligne 12" in refusal(raw(CITIZENSHIP, lambda text: text + '"2022","Quebec"\n'), con)
    assert "ne contient pas 32100221.csv" in refusal(raw(CITIZENSHIP, member="other.csv"), con)
    vintage = raw(CITIZENSHIP)
    archive = vintage.folder / "32100221-eng.zip"
    archive.write_bytes(archive.read_bytes()[:300])
    assert "n'est pas un zip entier" in refusal(vintage, con)
    archive.write_text("<!doctype html>")
    assert "n'est pas un zip entier" in refusal(vintage, con)
