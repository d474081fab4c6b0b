"""The files give back what was displayed: read again by the tools that readers have."""

import csv
import hashlib
import io
import json
import math
import zipfile
from datetime import date

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from dashboard import csvw, exports, queries, workbook
from dashboard.cards import SourceCard
from dashboard.csvw import About
from dashboard.presentation import Column, Presentation, present

# Any text but what no file can hold: lone surrogates.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
awkward = st.sampled_from(
    [
        "",
        " ",
        '"',
        ";",
        ",",
        "é, à",
        'dit "oui"',
        "a\nb",
        "a\r\nb",
        "=1+1",
        "+1",
        "-1",
        "-",
        "@x",
        "\tx",
    ]
)
tables = st.lists(
    st.tuples(
        st.none() | awkward | texts,
        st.none() | st.integers(-(2**53), 2**53),
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
        st.none() | st.dates(date(1900, 3, 1), date(2200, 1, 1)),
        st.none() | st.booleans(),
    ),
    max_size=20,
).map(
    lambda rows: pa.table(
        {
            "text": pa.array([row[0] for row in rows], pa.string()),
            "whole": pa.array([row[1] for row in rows], pa.int64()),
            "real": pa.array([row[2] for row in rows], pa.float64()),
            "day": pa.array([row[3] for row in rows], pa.date32()),
            "flag": pa.array([row[4] for row in rows], pa.bool_()),
        }
    )
)
often = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def shown(table: pa.Table, columns: tuple[Column, ...] = (), lang: str = "fr") -> Presentation:
    return present(table, columns, lang)


def harmless(text: str | None) -> str | None:
    return "'" + text if text and text != "-" and text.startswith(tuple("=+-@\t\r\n")) else text


def as_cell(value: object, decimal: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(value).replace(".", decimal)
    return str(value)


def same(cell: str, value: object, decimal: str) -> bool:
    if isinstance(value, float) and not isinstance(value, bool):
        return float(cell.replace(decimal, ".")) == value
    return cell == (harmless(value) or "" if isinstance(value, str) else as_cell(value, decimal))


@often
@given(tables)
def test_both_csv_are_read_back_cell_by_cell(table: pa.Table) -> None:
    for dialect, encoding in ((exports.FRENCH, "utf-8-sig"), (exports.MACHINE, "utf-8")):
        delimiter, decimal = dialect.delimiter, dialect.decimal
        text = exports.csv([shown(table)], dialect).decode(encoding)
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        assert lines[0] == table.column_names
        assert len(lines) == table.num_rows + 1
        for line, row in zip(lines[1:], table.to_pylist(), strict=True):
            for cell, value in zip(line, row.values(), strict=True):
                assert same(cell, value, decimal), (cell, value)


@often
@given(tables)
def test_machine_csv_keeps_missing_apart_from_empty_text(table: pa.Table) -> None:
    read = pacsv.read_csv(
        io.BytesIO(exports.csv([shown(table)], exports.MACHINE)),
        parse_options=pacsv.ParseOptions(newlines_in_values=True),
        convert_options=pacsv.ConvertOptions(
            column_types=table.schema,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    assert read["text"].to_pylist() == [harmless(text) for text in table["text"].to_pylist()]
    assert read.drop(["text"]).equals(table.drop(["text"]))


@often
@given(tables)
def test_parquet_is_the_table_itself(table: pa.Table) -> None:
    half = table.num_rows // 2
    parts = [shown(table.slice(0, half)), shown(table.slice(half))]
    file = pq.ParquetFile(io.BytesIO(exports.parquet(parts, lambda: {"build": "abc"})))
    assert file.read().equals(table)
    assert file.metadata.metadata[b"build"] == b"abc"


@settings(max_examples=25)
@given(tables)
def test_workbook_holds_true_numbers_dates_and_texts(table: pa.Table) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(shown(table), [("Titre", "=1")])))
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2"
    rows = list(sheet.iter_rows(min_row=2, values_only=False))
    assert len(rows) == table.num_rows
    for cells, row in zip(rows, table.to_pylist(), strict=True):
        text, whole, real, day, flag = cells
        assert unescape(text.value or "") == in_workbook(row["text"] or "")
        assert text.data_type != "f"
        assert whole.value == row["whole"]
        assert real.value == row["real"] or math.isclose(real.value, row["real"], rel_tol=1e-15)
        assert (day.value.date() if day.value else None) == row["day"]
        assert flag.value == row["flag"]
    assert book["Source"]["B1"].value == "'=1"


def in_workbook(text: str) -> str:
    """What a workbook can hold of a text."""
    kept = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    return harmless(kept) or ""


@pytest.mark.parametrize("lead", list("=+-@\t\r\n"))
def test_a_formula_in_a_text_is_disarmed_but_a_negative_number_is_a_number(lead: str) -> None:
    table = pa.table({"text": [f'{lead}HYPERLINK("http://x")'], "value": [-5]})
    french = exports.csv([shown(table)], exports.FRENCH).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(french, newline=""), delimiter=";"))
    assert rows[1] == [f'\'{lead}HYPERLINK("http://x")', "-5"]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(shown(table), []))).worksheets[0]
    assert sheet["A2"].data_type == "s" or sheet["A2"].data_type == "inlineStr"
    assert sheet["B2"].value == -5


def test_headings_are_disarmed_too() -> None:
    title = {"fr": "=1+1", "en": "=1+1"}
    french = exports.csv([shown(pa.table({"a": [1]}), (Column("a", title),))], exports.FRENCH)
    assert french.decode("utf-8-sig").splitlines()[0] == "'=1+1"


def test_french_csv_is_what_excel_in_french_opens() -> None:
    table = pa.table({"value": [1234567.5, None], "day": [date(2026, 9, 3), None]})
    columns = (Column("value", {"fr": "Valeur ($ CA)"}), Column("day", {"fr": "Diffusion"}))
    written = exports.csv([shown(table, columns)], exports.FRENCH)
    assert written == "\ufeffValeur ($ CA);Diffusion\r\n1234567,5;2026-09-03\r\n;\r\n".encode()
    read = pd.read_csv(io.BytesIO(written), sep=";", decimal=",", encoding="utf-8-sig")
    assert read.iloc[0, 0] == 1234567.5


def test_codes_are_kept_and_their_names_stand_beside_them() -> None:
    names = {"fr": {"MEX": "Mexique"}, "en": {"MEX": "Mexico"}}
    column = Column("partner", {"fr": "Partenaire", "en": "Partner"}, labels=names)
    table = pa.table({"partner": ["MEX", "ZZZ", None], "value": [1, 2, 3]})
    french, english = shown(table, (column,)), shown(table, (column,), "en")
    assert french.table.column_names == ["partner", "partner_name_fr", "value"]
    assert french.table["partner_name_fr"].to_pylist() == ["Mexique", "ZZZ", None]
    assert french.headings == ("Partenaire (code)", "Partenaire", "value")
    assert english.table["partner_name_en"].to_pylist() == ["Mexico", "ZZZ", None]
    assert exports.csv([french], exports.MACHINE).startswith(
        b"partner,partner_name_fr,value\r\nMEX,Mexique,1"
    )


def test_zero_missing_and_suppressed_are_three_things_in_every_file() -> None:
    table = pa.table(
        {"value": [0, None, None], "status": ["normal", "not_available", "suppressed"]}
    )
    view = shown(table)
    for written in (exports.csv([view], exports.FRENCH)[3:], exports.csv([view], exports.MACHINE)):
        cells = [line.replace(";", ",") for line in written.decode().split("\r\n")]
        assert cells[1:4] == ["0,normal", ",not_available", ",suppressed"]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(view, []))).worksheets[0]
    assert [cell.value for cell in sheet["A"]][1:] == [0, None, None]
    assert [cell.value for cell in sheet["B"]][2:] == ["not_available", "suppressed"]


def test_what_is_no_number_is_missing() -> None:
    view = shown(pa.table({"ratio": [math.nan, math.inf, -math.inf, 1.5]}))
    assert view.table["ratio"].to_pylist() == [None, None, None, 1.5]


def test_an_empty_answer_is_a_heading() -> None:
    view = shown(pa.table({"text": pa.array([], pa.string()), "value": pa.array([], pa.int64())}))
    assert exports.csv([view], exports.MACHINE) == b"text,value\r\n"
    assert exports.csv([view], exports.FRENCH) == b"\xef\xbb\xbftext;value\r\n"
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(view, []))).worksheets[0]
    assert sheet.max_row == 1


def test_a_lone_missing_cell_is_still_a_row() -> None:
    written = exports.csv(
        [shown(pa.table({"value": pa.array([None, 1], pa.int64())}))], exports.MACHINE
    )
    assert written == b'value\r\n""\r\n1\r\n'


def test_equal_views_give_equal_bytes() -> None:
    view = shown(pa.table({"text": ["é", None], "value": [1.5, 2.0]}))
    for dialect in (exports.FRENCH, exports.MACHINE):
        assert exports.csv([view], dialect) == exports.csv([view], dialect)
    first, second = (exports.parquet([view], lambda: {"a": "b"}) for _ in range(2))
    assert first == second


def test_a_sheet_is_never_cut_in_silence() -> None:
    view = shown(pa.table({"value": pa.nulls(workbook.MAX_ROWS + 1, pa.int8())}))
    with pytest.raises(workbook.TooManyRows, match="1048576"):
        workbook.xlsx(view, [])


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("trade/series", "trade-series_2026-09-03_abc.csv"),
        ("../../etc/passwd", "etc-passwd_2026-09-03_abc.csv"),
        ("é\r\nX: y", "x-y_2026-09-03_abc.csv"),
    ],
)
def test_file_names_are_slugs(subject: str, expected: str) -> None:
    assert exports.file_name(subject, date(2026, 9, 3), "abc", "csv") == expected


def many_rows(n: int) -> pa.Table:
    return pa.table(
        {
            "partner": pa.array([("MEX", "BRA", "PER", "COL")[i % 4] for i in range(n)]),
            "day": pa.array([i % 20_000 for i in range(n)], pa.int32()).cast(pa.date32()),
            "value": pa.array([None if i % 9 == 0 else i * 1.5 for i in range(n)], pa.float64()),
            "status": pa.array(["normal", "suppressed"] * (n // 2)),
        }
    )


def test_a_large_file_comes_in_pieces() -> None:
    view = shown(many_rows(100_000))
    pieces = list(exports.csv_chunks([view], exports.MACHINE))
    assert len(pieces) > 3
    assert b"".join(pieces) == exports.csv([view], exports.MACHINE)
    assert max(map(len, pieces)) < len(b"".join(pieces)) / 2


def test_a_workbook_is_well_formed_and_carries_no_date_of_today() -> None:
    written = workbook.xlsx(shown(pa.table({"a": ["<&>"]})), [])
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_companion_says_what_the_csv_is() -> None:
    columns = (
        Column(
            "partner",
            {"fr": "Partenaire", "en": "Partner"},
            labels={"fr": {"MEX": "Mexique"}, "en": {"MEX": "Mexico"}},
        ),
        Column("value_cad", {"fr": "Valeur", "en": "Value"}, unit="CAD"),
    )
    view = shown(pa.table({"partner": ["MEX"], "value_cad": [5]}), columns)
    written = exports.csv([view], exports.MACHINE)
    card = SourceCard("s", {**SOURCE})
    about = About(
        file="x.csv",
        sha256=hashlib.sha256(written).hexdigest(),
        rows=1,
        query=queries.read(queries.FOLDER / "extract/trade_partner_monthly.sql"),
        params={"partner": ["MEX"], "since": date(2025, 1, 1)},
        build_id="abc",
        permalink="http://localhost/donnees?partner=MEX",
        cards=(card,),
    )
    said = json.loads(csvw.companion(view, about))
    assert said["@context"][0] == "http://www.w3.org/ns/csvw"
    assert said["url"] == "x.csv"
    assert said["dc:extent"] == 1
    checksum = said["http://spdx.org/rdf/terms#checksum"]
    assert len(checksum["http://spdx.org/rdf/terms#checksumValue"]) == 64
    names = [column["name"] for column in said["tableSchema"]["columns"]]
    assert names == written.decode().split("\r\n")[0].split(",")
    assert said["tableSchema"]["columns"][1]["titles"] == {"fr": "Partenaire", "en": "Partner"}
    used = said["prov:wasGeneratedBy"]["prov:used"]
    assert {"dc:title": "$since", "schema:value": "2025-01-01"} in used
    assert said["dc:source"][0]["dc:identifier"] == "12-10-0175-01"
    assert "select" in said["prov:wasGeneratedBy"]["dc:description"]


SOURCE = {
    "publisher_fr": "Statistique Canada",
    "publisher_en": "Statistics Canada",
    "title_fr": "Commerce",
    "title_en": "Trade",
    "number": "12-10-0175-01",
    "landing_page_fr": "https://example.org/fr",
    "landing_page_en": "https://example.org/en",
    "licence_title_fr": "Licence ouverte",
    "licence_title_en": "Open Licence",
    "licence_url_fr": "https://example.org/licence-fr",
    "licence_url_en": "https://example.org/licence-en",
    "obtained_fr": "Essai",
    "obtained_en": "Test",
    "origin": "snapshot",
    "vintage": date(2026, 9, 3),
    "retrieved_at": "2026-10-05",
    "sha256": "0" * 64,
    "tables": "trade_partner_monthly",
}
