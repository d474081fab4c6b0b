"""ESDC: the five tables on specimens in the publisher's form, and every way to go wrong."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl import contract
from etl.source import Raw, SourceError
from etl.sources import esdc_lmia

FIXTURE = Path(__file__).parent.parent / "fixtures" / "esdc_lmia"
COUNTRIES, STREAMS, REGIONS = "table_10_f", "table_13_e", "table_3_e"
SAWP_REGIONS, SAWP_OCCUPATIONS = "table_26_e", "table_27_e"


@pytest.fixture
def con():
    with duckdb.connect() as opened:
        yield opened


@pytest.fixture
def raw(tmp_path):
    shutil.copytree(FIXTURE, tmp_path / "vintage", ignore=lambda *_: ["README.md"])
    return Raw("esdc_lmia", date(2024, 4, 30), tmp_path / "vintage", tmp_path)


def parse(raw, con):
    relation = esdc_lmia.parse(raw, con)["lmia_position_annual"]
    return con.table(relation).to_arrow_table().to_pylist()


def cells(rows, *columns, **wanted):
    found = [row for row in rows if wanted.items() <= row.items()]
    return sorted((tuple(row[name] for name in columns) for row in found), key=str)


def alter(raw, table, change):
    (path,) = raw.folder.glob(f"*{table}.csv")
    path.write_bytes(change(path.read_bytes().decode("cp1252")).encode("cp1252"))


def refusal(raw, con) -> str:
    with pytest.raises(SourceError) as refused:
        parse(raw, con)
    sentence = str(refused.value)
    assert sentence.startswith("esdc_lmia : ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_the_relation_has_the_contracts_columns_and_one_row_per_key(raw, con):
    relation = esdc_lmia.parse(raw, con)["lmia_position_annual"]
    wanted = contract.read(contract.SCHEMAS / "lmia_position_annual.yml")
    assert tuple(con.table(relation).columns) == wanted.names
    key = ", ".join(wanted.key)
    assert not con.execute(
        f"select {key} from {relation} group by all having count(*) > 1"
    ).fetchall()


def test_positions_by_country_of_residence_with_their_rank(raw, con):
    rows = parse(raw, con)
    assert cells(rows, "ref_year", "partner", "value", "rank", geo="CA-QC", table_number=10) == [
        (2022, "GTM", 12_117, 1),
        (2022, "JAM", 261, 2),
        (2023, "GTM", 16_997, 1),
        (2023, "MEX", 14_725, 2),
    ]
    assert {row["origin_concept"] for row in rows if row["table_number"] == 10} == {"residence"}
    assert {row["status"] for row in rows} == {"normal"}
    assert {(row["value_low"], row["value_high"]) for row in rows} == {(None, None)}


def test_a_country_below_the_last_rank_has_no_row(raw, con):
    rows = parse(raw, con)
    assert not cells(rows, "value", geo="CA-QC", partner="MEX", ref_year=2022)
    assert not esdc_lmia.SOURCE.absent_is_zero


def test_a_blank_country_dubai_and_the_emirates_stay_apart(raw, con):
    rows = parse(raw, con)
    assert cells(rows, "partner", "value", geo="CA-NT", ref_year=2023) == [("PHL", 8), ("XXX", 1)]
    assert cells(rows, "partner", geo="CA", value=35) == [("ARE",), ("XDU",)]


def test_streams_regions_and_the_seasonal_programme(raw, con):
    rows = parse(raw, con)
    quebec = {"geo": "CA-QC", "ref_year": 2023}
    assert cells(rows, "stream", "value", table_number=13, **quebec) == [
        ("all", 25_668),
        ("low_wage", 0),
        ("primary_agriculture", 25_668),
    ]
    assert cells(rows, "region", "value", table_number=3, **quebec) == [
        ("2410", 886),
        ("2435", 15_922),
        ("2499", 848),
        ("all", 17_656),
    ]
    assert cells(rows, "region", "measure", "value", table_number=26, **quebec) == [
        ("2435", "positions_negative", 0),
        ("2435", "positions_positive", 3_625),
        ("2499", "positions_negative", 0),
        ("2499", "positions_positive", 148),
        ("all", "positions_negative", 0),
        ("all", "positions_positive", 3_773),
    ]
    assert cells(rows, "occupation", "value", measure="positions_positive", table_number=27,
                 **quebec) == [("4412", 0), ("8431", 7_509)]  # fmt: skip
    assert {row["programme"] for row in rows if row["table_number"] > 20} == {"tfwp_sawp"}
    assert cells(rows, "value", table_number=26, geo="CA", ref_year=2022) == [(4540,), (5,)]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\r\n", "\n"),
        lambda text: text.replace("\r\n", "\r\r\n"),
        lambda text: text.replace("16 997", "16997"),
        lambda text: text.replace("16 997", "16\u00a0997"),
        lambda text: text.partition("\r\n")[2],
        lambda text: text.replace("Territoires-du-Nord-Ouest", "Territoires du Nord-Ouest"),
        lambda text: text.replace("2023,,", "2023.0,,"),
    ],
    ids=["LF", "CR CR LF", "no space", "no-break space", "no title", "hyphens", "float years"],
)
def test_other_ways_to_write_the_table_of_countries_say_the_same(raw, con, change):
    expected = parse(raw, con)
    alter(raw, COUNTRIES, change)
    assert parse(raw, con) == expected


def test_utf_8_is_read_as_well(raw, con):
    expected = parse(raw, con)
    for path in raw.folder.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().decode("cp1252").encode())
    assert parse(raw, con) == expected


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        (COUNTRIES, "Jamaique", "Freedonia", "1 libellé(s) inconnu(s) (« Freedonia »)"),
        (COUNTRIES, "Québec,,", "Kébec,,", "« Kébec » n'est pas une province suivie d'une année"),
        (COUNTRIES, "12 117", "12 11", "'12 11' n'est pas un nombre entier"),
        (COUNTRIES, "12 117", "", "n'est pas pays, positions et rang"),
        (COUNTRIES, "Notes:", "Sources:", "s'arrête avant ses notes : fichier tronqué"),
        (STREAMS, "Low-Wage", "Mid-Wage", "« Mid-Wage »"),
        (STREAMS, "Quebec - Total", "Ontario - Total", "n'est pas dans le bloc « Quebec »"),
        (STREAMS, "Quebec,,", "Kebec,,", "n'est pas dans le bloc « Kebec »"),
        (STREAMS, "Canada - Total", "Notes:", "« Canada » n'a pas de total"),
        (STREAMS, '"28,578"', '""', "'' n'est pas un nombre entier"),
        (REGIONS, "2435 -", "3510 -", "« 3510 - Montérégie »"),
        (REGIONS, "2435 -", "2436 -", "economic_region.csv"),
        (SAWP_REGIONS, "Canada,,", "Kanada,,", "« Kanada » n'est pas une province"),
        (SAWP_REGIONS, "Ontario,3510", "Notes:,3510", "le Canada manque à la fin"),
        (SAWP_REGIONS, "Positive,Negative,Positive", "Yes,No,Yes", "n'est pas une province"),
        (SAWP_OCCUPATIONS, "8431-General", "8439-General", "« 8439-General farm workers »"),
    ],
)
def test_a_table_that_is_not_as_published_is_refused(raw, con, table, old, new, said):
    alter(raw, table, lambda text: text.replace(old, new))
    sentence = refusal(raw, con)
    assert said in sentence
    assert table in sentence


def test_a_cut_table_of_countries_is_refused(raw, con):
    alter(raw, COUNTRIES, lambda text: text[: text.rindex("2023,,")] + "Notes:,,")
    assert "toutes les provinces n'ont pas les mêmes années" in refusal(raw, con)


def test_a_missing_or_doubled_table_is_named(raw, con):
    (path,) = raw.folder.glob("*table_13_e.csv")
    shutil.copyfile(path, raw.folder / "tfwp2024_annual_table_13_e.csv")
    assert "contient 2 fichier(s) « *table_13_e.csv »" in refusal(raw, con)
    for one in raw.folder.glob("*table_13_e.csv"):
        one.unlink()
    assert "contient 0 fichier(s)" in refusal(raw, con)


def test_an_empty_table_is_refused(raw, con):
    alter(raw, STREAMS, lambda _text: "")
    assert "fichier tronqué ou vide" in refusal(raw, con)
