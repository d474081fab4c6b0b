"""Statistics Canada's trade tables: made-up full tables in both languages, and every refusal."""

import re
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pytest

from benchmarks import generate
from etl import codes, inflate
from etl.source import Raw, SourceError
from etl.sources import statcan_12100173, statcan_12100175

FIXTURES = Path(__file__).parent.parent / "fixtures"
PARSE = {"12100173": statcan_12100173.parse, "12100175": statcan_12100175.parse}
DECEMBER, JANUARY = date(2025, 12, 1), date(2026, 1, 1)
DOMESTIC = "domestic_export"


@pytest.fixture
def con():
    with duckdb.connect() as opened:
        yield opened


@pytest.fixture
def raw(tmp_path):
    """Give a vintage that holds the specimen, changed by `change(text) -> text`, as a zip."""

    def of(pid, lang="eng", change=lambda text: text, member=None) -> Raw:
        with zipfile.ZipFile(tmp_path / f"{pid}-{lang}.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            for source in sorted((FIXTURES / f"statcan_{pid}" / lang).glob("*.csv")):
                text = source.read_bytes().decode()
                name = source.name
                if not name.endswith("_MetaData.csv"):
                    text, name = change(text), member or name
                packed.writestr(name, text)
        return Raw(f"statcan_{pid}", date(2026, 9, 3), tmp_path, tmp_path)

    return of


def parse(raw, con):
    (relation,) = PARSE[raw.source.removeprefix("statcan_")](raw, con).values()
    period = "ref_year" if raw.source.endswith("173") else "ref_month"
    return con.execute(
        f"select geo, partner, section, flow, {period}, status, value_cad from {relation} "
        "order by all"
    ).fetchall()


def refusal(raw, con) -> str:
    with pytest.raises(SourceError) as refused:
        parse(raw, con)
    sentence = str(refused.value)
    assert sentence.startswith(raw.source)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_the_monthly_table_in_dollars_with_every_symbol(raw, con):
    assert parse(raw("12100175"), con) == sorted(
        [
            ("CA", "WLD", "TOTAL", "import", DECEMBER, "normal", 60_000_001_000),
            ("CA", "MEX", "TOTAL", "import", DECEMBER, "revised", 4_000_000_000),
            ("CA", "MEX", "TOTAL", "re_export", DECEMBER, "revised", 120_000),
            ("CA-QC", "WLD", "TOTAL", DOMESTIC, DECEMBER, "normal", 9_500_000_000),
            ("CA-QC", "MEX", "TOTAL", DOMESTIC, DECEMBER, "normal", 150_123_000),
            ("CA-QC", "MEX", "C11", DOMESTIC, DECEMBER, "normal", 0),
            ("CA-QC", "MEX", "C21", DOMESTIC, DECEMBER, "suppressed", None),
            ("CA-QC", "MEX", "C23", DOMESTIC, DECEMBER, "not_available", None),
            ("CA-QC", "BRA", "TOTAL", "import", DECEMBER, "use_with_caution", 300_000_000),
            ("CA-QC", "PER", "TOTAL", "import", DECEMBER, "too_unreliable", None),
            ("CA-QC", "PER", "C23", "import", DECEMBER, "not_applicable", None),
            ("CA-QC", "PER", "C21", "import", DECEMBER, "below_detection_limit", None),
            ("CA-QC", "PER", "C11", "import", DECEMBER, "rounded_to_zero", 0),
            ("CA-ON", "TUR", "TOTAL", "import", DECEMBER, "normal", 7_000),
            ("CA-NU", "OTH", "TOTAL", "import", DECEMBER, "not_available", None),
            ("CA-QC", "BRA", "TOTAL", "import", JANUARY, "normal", 1_234_567),
            ("CA-QC", "USA", "TOTAL", "import", JANUARY, "normal", 2_000_000),
            ("CA-QC", "MEX", "TOTAL", "import", JANUARY, "preliminary", 250_000_000),
            ("CA-BC", "MEX", "TOTAL", DOMESTIC, JANUARY, "normal", -15_000),
        ]
    )


def test_the_annual_table_keeps_its_tenth_of_a_thousand_exact(raw, con):
    assert parse(raw("12100173"), con) == sorted(
        [
            ("CA", "WLD", "TOTAL", "import", 2024, "normal", 760_000_000_100),
            ("CA-QC", "COL", "TOTAL", DOMESTIC, 2024, "normal", 81_234_500),
            ("CA-QC", "COL", "TOTAL", "import", 2024, "revised", 210_987_600),
            ("CA-QC", "COL", "C11", DOMESTIC, 2024, "normal", 100),
            ("CA-QC", "COL", "C23", DOMESTIC, 2024, "not_available", None),
            ("CA-QC", "HTI", "TOTAL", DOMESTIC, 2024, "revised", 52_000_000),
            ("CA-QC", "HTI", "TOTAL", "import", 2024, "suppressed", None),
            ("CA-QC", "LCA", "TOTAL", "import", 2024, "normal", 0),
            ("CA-QC", "CIV", "TOTAL", "import", 2024, "normal", 100_000_300),
            ("CA-QC", "VEN", "TOTAL", DOMESTIC, 2023, "normal", 999_999_999_900),
        ]
    )


@pytest.mark.parametrize("pid", PARSE)
def test_files_made_up_for_measurements_are_read_whole(pid, tmp_path, con):
    made = generate.write(pid, tmp_path, rows=1)
    with zipfile.ZipFile(made) as packed, packed.open(f"{pid}.csv") as member:
        lines = sum(1 for _ in member) - 1
    read = parse(Raw(f"statcan_{pid}", date(2026, 9, 3), tmp_path, tmp_path), con)
    assert len(read) == lines
    assert {row[0] for row in read} == {
        row["geo"] for row in codes.read("geography") if row["dguid_suffix"]
    }


@pytest.mark.parametrize("pid", PARSE)
def test_french_and_english_say_the_same(raw, con, pid):
    english = raw(pid)
    in_english = parse(english, con)
    (english.folder / f"{pid}-eng.zip").unlink()
    assert parse(raw(pid, "fra"), con) == in_english


def test_a_french_file_may_write_its_decimals_with_a_comma(raw, con):
    in_english = parse(raw("12100173"), con)
    french = raw("12100173", "fra", lambda text: re.sub(r'"(\d+)\.(\d)"', r'"\1,\2"', text))
    (french.folder / "12100173-eng.zip").unlink()
    assert parse(french, con) == in_english


@pytest.mark.parametrize(("pid", "type_"), [("12100173", "SMALLINT"), ("12100175", "DATE")])
def test_the_relation_has_the_columns_of_its_table(raw, con, pid, type_):
    ((table, relation),) = PARSE[pid](raw(pid), con).items()
    described = con.execute(f"describe {relation}").fetchall()
    period = "ref_year" if table == "trade_partner_annual" else "ref_month"
    assert {row[0]: row[1] for row in described} == {
        **dict.fromkeys(("geo", "partner", "section", "flow", "status", "source"), "VARCHAR"),
        period: type_,
        "value_cad": "BIGINT",
        "vintage": "DATE",
    }
    assert con.execute(f"select distinct source, vintage from {relation}").fetchall() == [
        (f"statcan_{pid}", date(2026, 9, 3))
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\ufeff", ""),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace('"Mexico"', '" MEXICO "'),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.removesuffix("\n"),
    ],
    ids=["no BOM", "CRLF", "case and spaces", "decomposed accents", "no last newline"],
)
def test_spelling_and_line_ends_do_not_matter(raw, con, change):
    expected = parse(raw("12100175"), con)
    assert parse(raw("12100175", change=change), con) == expected


def test_columns_are_found_by_name_in_any_order(raw, con):
    expected = parse(raw("12100175"), con)

    def swap(text: str) -> str:
        lines = [line.split('","') for line in text.replace("Farm, ", "Farm,").splitlines()]
        return "".join(
            '","'.join([*line[:3], line[5], line[4], line[3], *line[6:]]) + "\n" for line in lines
        )

    assert parse(raw("12100175", change=swap), con) == expected


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Trade",', '"Flow",', "manque : « Trade » ; en trop : « Flow »"),
        ('"Principal trading partners",', "", "manque : « Principal trading partners »"),
        ('"VALUE"', '"VALUE","Season"', "en trop : « Season »"),
        ('"GEO"', '"Trade"', "en trop : « Trade »"),
        ('"SCALAR_ID"', '"SCALE"', "manque : « SCALAR_ID »"),
        ('"REF_DATE"', '"DATE"', "ne commence pas par la colonne « REF_DATE »"),
    ],
)
def test_another_column_is_refused_by_name(raw, con, old, new, told):
    assert told in refusal(raw("12100175", change=lambda text: text.replace(old, new, 1)), con)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Mexico"', '"Freedonia"', ("Principal trading partners : « Freedonia »", "partner_name")),
        ("[C11]", "[C99]", ("products [C99] »", "section.csv")),
        ("2021A000235", "2021A000299", ("DGUID : « 2021A000299 »", "geography.csv")),
        ('"Re-export"', '"Total export"', ("Trade : « Total export »",)),
        ('"x"', '"z"', ("STATUS : « z »", "statcan_symbol.csv")),
        ('"6"', '"9"', ("SCALAR_ID : « 9 »",)),
        ('"2026-01"', '"2026-13"', ("REF_DATE : « 2026-13 »",)),
        ('"2026-01"', '"2025/2026"', ("REF_DATE : « 2025/2026 »",)),
    ],
)
def test_an_unknown_label_is_listed_with_what_to_do(raw, con, old, new, told):
    sentence = refusal(raw("12100175", change=lambda text: text.replace(old, new)), con)
    assert "1 libellé(s) inconnu(s)" in sentence
    assert all(part in sentence for part in told)


def test_at_most_ten_unknown_labels_are_listed(raw, con):
    def rename(text: str) -> str:
        head, *rows = text.splitlines()
        named = [row.replace('"Mexico"', f'"Land {at}"') for at, row in enumerate(rows * 4)]
        return "\n".join([head, *named])

    sentence = refusal(raw("12100175", change=rename), con)
    assert "32 libellé(s)" in sentence
    assert sentence.count("« Land") == 10


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"120","","r"', '"120","..",""'),
        ('"","x",""', '"","E",""'),
        ('"1234567"', '"1234567.5"'),
    ],
    ids=["value beside ..", "no value beside E", "part of a dollar"],
)
def test_a_value_that_contradicts_its_symbol_is_refused(raw, con, old, new):
    sentence = refusal(raw("12100175", change=lambda text: text.replace(old, new)), con)
    assert "que son symbole contredit" in sentence


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"150123"', '"1 150 123"'),
        lambda text: text + '"2026-01","Canada"\n',
    ],
    ids=["no number", "short line"],
)
def test_a_line_that_cannot_be_read_is_refused(raw, con, change):
    assert "a une ligne illisible" in refusal(raw("12100175", change=change), con)


def test_a_label_that_is_not_utf8_is_refused(raw, con):
    vintage = raw("12100175", change=lambda text: text.replace('"Mexico"', '"M_xico"'))
    with zipfile.ZipFile(vintage.folder / "12100175-eng.zip") as packed:
        text = packed.read("12100175.csv").replace(b'"M_xico"', b'"M\xe9xico"')
    with zipfile.ZipFile(vintage.folder / "12100175-eng.zip", "w") as packed:
        packed.writestr("12100175.csv", text)
    assert "a une ligne illisible" in refusal(vintage, con)


def test_rows_are_the_same_in_blocks_of_any_size(raw, con, monkeypatch):
    expected = parse(raw("12100175"), con)
    monkeypatch.setattr(inflate, "_BLOCK", 128)
    assert parse(raw("12100175"), con) == expected


def test_a_known_group_of_countries_is_left_out(raw, con, monkeypatch):
    everything = parse(raw("12100175"), con)
    listed = codes.read

    def with_group(name):
        group = {"publisher": "statcan", "lang": "en", "name": "European Union", "partner": ""}
        return [*listed(name), group] if name == "partner_name" else listed(name)

    monkeypatch.setattr(codes, "read", with_group)
    grouped = raw("12100175", change=lambda text: text.replace('"Türkiye"', '"European Union"'))
    assert parse(grouped, con) == [row for row in everything if row[1] != "TUR"]


def test_a_table_without_rows_is_refused(raw, con):
    header_only = raw("12100175", change=lambda text: text.splitlines()[0] + "\n")
    assert "aucune ligne" in refusal(header_only, con)


def test_codes_have_the_closed_list_s_type_where_a_build_has_declared_it(raw, con):
    con.execute("create type geography_code as enum ('CA', 'CA-BC', 'CA-NU', 'CA-ON', 'CA-QC')")
    con.execute("create type partner_code as enum ('MEX')")
    (relation,) = PARSE["12100175"](raw("12100175"), con).values()
    types = {
        row[0]: row[1].partition("(")[0] for row in con.execute(f"describe {relation}").fetchall()
    }
    assert types["geo"] == "ENUM"
    assert types["partner"] == "VARCHAR"


def test_the_member_must_be_there(raw, con):
    assert "ne contient pas 12100175.csv" in refusal(raw("12100175", member="other.csv"), con)


def test_the_zip_must_be_there(tmp_path, con):
    missing = Raw("statcan_12100175", date(2026, 9, 3), tmp_path, tmp_path)
    assert "12100175-eng.zip manque" in refusal(missing, con)


@pytest.mark.parametrize("kept", [0, 100, 700])
def test_a_cut_archive_is_refused(raw, con, kept):
    vintage = raw("12100175")
    archive = vintage.folder / "12100175-eng.zip"
    archive.write_bytes(archive.read_bytes()[:kept])
    assert "n'est pas un zip entier" in refusal(vintage, con)


def test_a_page_in_the_place_of_a_zip_is_refused(raw, con):
    vintage = raw("12100175")
    (vintage.folder / "12100175-eng.zip").write_text("<!doctype html><title>404</title>")
    assert "n'est pas un zip entier" in refusal(vintage, con)


@pytest.mark.parametrize("at", [400, 600])
def test_a_flipped_byte_is_refused(raw, con, at):
    vintage = raw("12100175")
    archive = vintage.folder / "12100175-eng.zip"
    content = bytearray(archive.read_bytes())
    content[at] ^= 0xFF
    archive.write_bytes(content)
    assert "n'est pas un zip entier" in refusal(vintage, con)
