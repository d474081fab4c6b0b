"""GDP by expenditure: a made-up full table in both languages, and every refusal."""

import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl import codes
from etl.source import Raw, SourceError
from etl.sources import statcan_36100222

FIXTURES = Path(__file__).parent.parent / "fixtures" / "statcan_36100222"
COLUMNS = "geo, estimate, price_basis, base_year, ref_year, value_cad, status"
M = 1_000_000


@pytest.fixture
def con():
    with duckdb.connect() as opened:
        yield opened


@pytest.fixture
def raw(tmp_path):
    """Give a vintage that holds the specimen, changed by `change(text) -> text`, as a zip."""

    def of(lang="eng", change=lambda text: text, member="36100222.csv") -> Raw:
        with zipfile.ZipFile(
            tmp_path / f"36100222-{lang}.zip", "w", zipfile.ZIP_DEFLATED
        ) as packed:
            packed.write(FIXTURES / lang / "36100222_MetaData.csv", "36100222_MetaData.csv")
            packed.writestr(
                member, change((FIXTURES / lang / "36100222.csv").read_bytes().decode())
            )
        return Raw("statcan_36100222", date(2025, 11, 6), tmp_path, tmp_path)

    return of


def parse(raw, con, where="true"):
    (relation,) = statcan_36100222.parse(raw, con).values()
    return con.execute(f"select {COLUMNS} from {relation} where {where} order by all").fetchall()


def refusal(raw, con) -> str:
    with pytest.raises(SourceError) as refused:
        parse(raw, con)
    sentence = str(refused.value)
    assert sentence.startswith("statcan_36100222 : ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def swapped(old: str, new: str):
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


def test_every_line_of_the_table_has_its_code(raw, con):
    rows = parse(raw(), con, "geo = 'CA-QC' and price_basis = 'current' and ref_year = 2023")
    assert [row[1] for row in rows] == sorted(row["estimate"] for row in codes.read("estimate"))


def test_values_are_dollars_with_their_status_basis_and_base_year(raw, con):
    gdp = parse(raw(), con, "estimate = 'gdp_market_prices'")
    assert gdp == sorted(
        [
            ("CA", "gdp_market_prices", "current", None, 2023, 1_600 * M, "normal"),
            ("CA-NU", "gdp_market_prices", "current", None, 2023, 4 * M, "normal"),
            ("CA-ON", "gdp_market_prices", "current", None, 2023, 1_500 * M, "preliminary"),
            ("CA-QC", "gdp_market_prices", "chained", 2017, 2023, 900 * M, "normal"),
            ("CA-QC", "gdp_market_prices", "constant", 2017, 2023, 905 * M, "normal"),
            ("CA-QC", "gdp_market_prices", "current", None, 2022, 950_500_000, "revised"),
            ("CA-QC", "gdp_market_prices", "current", None, 2023, 1_000 * M, "normal"),
        ],
        key=lambda row: (*row[:3], row[4]),
    )


def test_a_missing_value_says_why(raw, con):
    exports = parse(raw(), con, "geo in ('CA', 'CA-NU') and estimate like 'exports%'")
    assert [(row[0], row[1].removeprefix("exports_"), row[5], row[6]) for row in exports] == [
        ("CA", "goods_international", 600 * M, "normal"),
        ("CA", "goods_interprovincial", None, "not_available"),
        ("CA", "services_international", 200 * M, "normal"),
        ("CA", "services_interprovincial", None, "not_available"),
        ("CA-NU", "goods_international", None, "suppressed"),
        ("CA-NU", "goods_interprovincial", 0, "rounded_to_zero"),
        ("CA-NU", "services_international", 1 * M, "use_with_caution"),
        ("CA-NU", "services_interprovincial", 0, "normal"),
    ]


def test_a_negative_discrepancy_stays_negative(raw, con):
    ((*_, value, _),) = parse(raw(), con, "estimate = 'statistical_discrepancy'")
    assert value == -2 * M


def test_french_and_english_say_the_same(raw, con):
    in_english = parse(raw(), con)
    (raw().folder / "36100222-eng.zip").unlink()
    assert parse(raw("fra"), con) == in_english


def test_a_french_file_may_write_its_decimals_with_a_comma(raw, con):
    in_english = parse(raw(), con)
    (raw().folder / "36100222-eng.zip").unlink()
    assert parse(raw("fra", swapped('"950.5"', '"950,5"')), con) == in_english


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("de biens vers d'autres pays", "de biens à destination des autres pays"),
        ("de biens vers d'autres pays", "de biens aux autres pays"),
        ("de biens en provenance d'autres provinces", "de biens des autres provinces"),
        ("Dollars enchaînés (2017)", "Enchaînés (2017)"),
        ("Exportations de biens et services", "Exportations de biens et de services"),
    ],
)
def test_the_words_that_only_link_may_change(raw, con, old, new):
    in_english = parse(raw(), con)
    (raw().folder / "36100222-eng.zip").unlink()
    changed = raw(
        "fra",
        lambda text: swapped(old, new)(text).replace('"Enchaînés (2017)";"81"', '"Dollars";"81"'),
    )
    assert parse(changed, con) == in_english


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\ufeff", ""),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace('"Quebec"', '" QUEBEC "'),
        lambda text: text.removesuffix("\n"),
    ],
    ids=["no BOM", "CRLF", "decomposed accents", "case and spaces", "no last newline"],
)
def test_spelling_and_line_ends_do_not_matter(raw, con, change):
    expected = parse(raw(), con)
    assert parse(raw(change=change), con) == expected


def test_another_base_year_is_read_from_the_label(raw, con):
    rows = parse(
        raw(change=swapped("Chained (2017)", "Chained (2022)")), con, "price_basis = 'chained'"
    )
    assert {row[3] for row in rows} == {2022}


def test_columns_and_stamp(raw, con):
    ((table, relation),) = statcan_36100222.parse(raw(), con).items()
    assert table == "gdp_expenditure_annual"
    assert {row[0]: row[1] for row in con.execute(f"describe {relation}").fetchall()} == {
        **dict.fromkeys(("geo", "estimate", "price_basis", "status", "source"), "VARCHAR"),
        **dict.fromkeys(("base_year", "ref_year"), "SMALLINT"),
        "value_cad": "BIGINT",
        "vintage": "DATE",
    }
    assert con.execute(f"select distinct source, vintage from {relation}").fetchall() == [
        ("statcan_36100222", date(2025, 11, 6))
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Exports of goods to other countries", "Sales abroad", ("Estimates : « Sales abroad »", "estimate.csv")),
        ('"Ontario"', '"Freedonia"', ("GEO : « Freedonia »", "geography.csv")),
        ("Current prices", "Basic prices", ("Prices : « Basic prices »",)),
        ("Chained (2017) dollars", "Chained dollars", ("Prices : « Chained dollars »",)),
        ('"Current prices","Statistical discrepancy","Dollars"', '"Current prices","Statistical discrepancy","Percent"',
         ("UOM : « Percent »",)),
        ('"3"', '"9"', ("SCALAR_ID : « 9 »",)),
        ('"1998"', '"1998/1999"', ("REF_DATE : « 1998/1999 »",)),
        ('"x"', '"z"', ("STATUS : « z »", "statcan_symbol.csv")),
    ],
)  # fmt: skip
def test_an_unknown_label_is_listed_with_what_to_do(raw, con, old, new, told):
    sentence = refusal(raw(change=swapped(old, new)), con)
    assert "1 libellé(s) inconnu(s)" in sentence
    assert all(part in sentence for part in told)


def test_two_chained_bases_are_not_mixed(raw, con):
    mixed = swapped('"Chained (2017) dollars","Exports', '"Chained (2012) dollars","Exports')
    sentence = refusal(raw(change=mixed), con)
    assert (
        "mêle des bases de prix (« Chained (2012) dollars », « Chained (2017) dollars »)"
        in sentence
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Prices",', '"Price basis",', "manque : « Prices » ; en trop : « Price basis »"),
        ('"Estimates",', "", "manque : « Estimates »"),
        ('"VALUE"', '"VALUE","Season"', "en trop : « Season »"),
        ('"REF_DATE"', '"DATE"', "ne commence pas par la colonne « REF_DATE »"),
    ],
)
def test_another_column_is_refused_by_name(raw, con, old, new, told):
    assert told in refusal(raw(change=lambda text: text.replace(old, new, 1)), con)


@pytest.mark.parametrize(
    ("old", "new"), [('"950.5","","r"', '"950.5","..",""'), ('"","x",""', '"","E",""')]
)
def test_a_value_that_contradicts_its_symbol_is_refused(raw, con, old, new):
    assert "se contredisent" in refusal(raw(change=swapped(old, new)), con)


def test_a_line_that_comes_twice_is_refused(raw, con):
    twice = raw(change=lambda text: text + text.splitlines()[1] + "\n")
    assert "deux lignes pour la même observation (CA-QC, gdp_market_prices" in refusal(twice, con)


def test_a_value_that_is_no_number_is_refused(raw, con):
    assert "n'est pas un nombre" in refusal(raw(change=swapped('"950.5"', '"n/a"')), con)


def test_a_short_line_is_refused(raw, con):
    assert "a une ligne illisible" in refusal(
        raw(change=lambda text: text + '"2024","Quebec"\n'), con
    )


def test_the_zip_and_its_member_must_be_there_and_whole(raw, con, tmp_path):
    assert "ne contient pas 36100222.csv" in refusal(raw(member="other.csv"), con)
    archive = raw().folder / "36100222-eng.zip"
    archive.write_bytes(archive.read_bytes()[:200])
    assert "n'est pas un zip entier" in refusal(
        Raw("statcan_36100222", date(2025, 11, 6), tmp_path), con
    )
    archive.unlink()
    missing = Raw("statcan_36100222", date(2025, 11, 6), tmp_path)
    with pytest.raises(SourceError, match=r"36100222-eng\.zip manque"):
        statcan_36100222.parse(missing, con)
