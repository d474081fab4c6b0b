"""Writes a presentation as an Excel workbook; openpyxl makes the book, whole columns make the rows."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from dashboard.cells import TEXT, as_bytes, by_distinct, is_text, joined, neutralised
from dashboard.presentation import Column, Presentation

MAX_ROWS = 1_048_575  # Excel's 1,048,576 less the heading
ROWS_AT_ONCE = 32_768
FIRST_SHEET = "xl/worksheets/sheet1.xml"
EXCEL_EPOCH = date(1899, 12, 30)

# XML 1.0 has no way to write these characters.
NOT_IN_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"


class TooManyRows(Exception):
    """The selection does not fit on a sheet: one sentence with what to do instead."""


def xlsx(presentation: Presentation, facts: Sequence[tuple[str, str]]) -> bytes:
    """Excel workbook: the rows (true numbers and dates), then a sheet of `facts` (term, text).

    TooManyRows above what a sheet can hold. openpyxl writes about 20,000 cells a second, so it
    writes the book around one model row; that row's styles are then given to all rows.
    """
    rows = presentation.table.num_rows
    if rows > MAX_ROWS:
        raise TooManyRows(
            f"Une feuille Excel s'arrête à {MAX_ROWS} lignes et la sélection en compte {rows} ; "
            "resserrez les filtres ou prenez le CSV ou le Parquet."
        )
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_book(presentation, facts))) as model,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as result,
    ):
        for name in model.namelist():
            with result.open(_entry(name), "w", force_zip64=True) as part:
                if name == FIRST_SHEET:
                    part.writelines(_filled(model.read(name), presentation))
                else:
                    part.write(model.read(name))
    return target.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    # A fixed time: the same view gives the same bytes.
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _book(presentation: Presentation, facts: Sequence[tuple[str, str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Données" if presentation.lang == "fr" else "Data")
    sheet.freeze_panes = "A2"
    width = presentation.table.num_columns
    sheet.auto_filter.ref = f"A1:{get_column_letter(width)}{presentation.table.num_rows + 1}"
    fields = list(presentation.table.schema)
    for index, field in enumerate(fields):
        letter = get_column_letter(index + 1)
        sheet.column_dimensions[letter].width = 28 if field.name[-8:-3] == "_name" else 16
    sheet.append([_heading_cell(sheet, heading) for heading in presentation.headings])
    sheet.append(
        [
            _model_cell(sheet, field.type, column)
            for field, column in zip(fields, presentation.columns, strict=True)
        ]
    )
    _facts_sheet(book.create_sheet("Source"), facts)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _model_cell(sheet: WriteOnlyWorksheet, kind: pa.DataType, column: Column) -> Cell:
    cell = WriteOnlyCell(sheet, 0)
    if pa.types.is_date(kind):
        cell.number_format = "yyyy-mm-dd"
    elif column.unit == "ratio":
        cell.number_format = "0.0%"
    elif column.unit and pa.types.is_integer(kind):
        cell.number_format = "#,##0"
    return cell


def _heading_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, _clean([text])[0])
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="1F3A5F")
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _facts_sheet(sheet: WriteOnlyWorksheet, facts: Sequence[tuple[str, str]]) -> None:
    # The stubs do not know that a write-only sheet has widths.
    widths = cast("Any", sheet).column_dimensions
    widths["A"].width, widths["B"].width = 28, 100
    for fact in facts:
        cells = [WriteOnlyCell(sheet, text) for text in _clean(fact)]
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        cells[0].font = Font(bold=True)
        sheet.append(cells)


def _clean(texts: Sequence[str]) -> list[str]:
    plain = pa.array([re.sub(NOT_IN_XML, "", text) for text in texts], TEXT)
    cleaned: list[str] = neutralised(plain).to_pylist()
    return cleaned


def _filled(sheet: bytes, presentation: Presentation) -> Iterator[bytes]:
    """The sheet's XML with the model row replaced by all rows, in its columns' styles."""
    row = re.search(rb'<row r="2".*?</row>', sheet, re.DOTALL)
    if row is None:
        raise ValueError("openpyxl a changé sa façon d'écrire une ligne ; revoir _filled.")
    styles = [
        f' s="{found.group(1).decode()}"' if (found := re.search(rb' s="(\d+)"', cell)) else ""
        for cell in re.findall(rb"<c [^>]*>", row.group())
    ]
    yield sheet[: row.start()]
    for batch in presentation.table.to_batches(max_chunksize=ROWS_AT_ONCE):
        if batch.num_rows:
            cells = [_cells(*pair) for pair in zip(batch.columns, styles, strict=True)]
            yield as_bytes(joined("<row>", *cells, "</row>"))
    yield sheet[row.end() :]


def _cells(values: pa.Array, style: str) -> pa.Array:
    """Each value of a column as an XML cell; a missing value is an empty cell."""
    if is_text(values.type):
        written = by_distinct(values.cast(TEXT), lambda texts: _text_cells(texts, style))
    elif pa.types.is_boolean(values.type):
        flags = pc.if_else(values, pa.scalar("1", TEXT), pa.scalar("0", TEXT))
        written = joined(f'<c{style} t="b"><v>', flags, "</v></c>")
    elif pa.types.is_date(values.type):
        days = pc.add(values.cast(pa.date32()).cast(pa.int32()), -_days_before_1970())
        written = joined(f"<c{style}><v>", days.cast(TEXT), "</v></c>")
    elif pa.types.is_timestamp(values.type):
        texts = pc.strftime(values, format="%Y-%m-%dT%H:%M:%S").cast(TEXT)
        written = _text_cells(texts, style)
    else:
        written = joined(f"<c{style}><v>", values.cast(TEXT), "</v></c>")
    return pc.fill_null(written, "<c/>")


def _days_before_1970() -> int:
    return (EXCEL_EPOCH - date(1970, 1, 1)).days


def _text_cells(texts: pa.Array, style: str) -> pa.Array:
    safe = neutralised(pc.replace_substring_regex(texts, NOT_IN_XML, ""))
    # "_x000D_" is how a workbook writes a carriage return, so a literal one must be escaped.
    safe = pc.replace_substring_regex(safe, r"_(x[0-9A-Fa-f]{4}_)", r"_x005F_\1")
    for character, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "_x000D_")):
        safe = pc.replace_substring(safe, character, written)
    return joined(f'<c{style} t="inlineStr"><is><t xml:space="preserve">', safe, "</t></is></c>")
