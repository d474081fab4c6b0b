"""Reads an IRCC workbook: the sheet with the right header, its rows, its counts and its date."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from xml.etree.ElementTree import ParseError

from etl import ircc, ircc_header
from etl.counts import Count
from etl.ircc_header import Header, HeaderError, Period
from etl.source import Raw, SourceError
from etl.statcan_labels import folded

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

Cells = Sequence[object]

# openpyxl lets the errors of what it is built on through; a damaged file raises any of these.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ParseError, KeyError, ValueError, OSError)
_SOURCE_LINE = re.compile(r"\s*source\s*:\s*ircc\b[\s,]*(.+)", re.IGNORECASE)
_DATE = re.compile(r"([A-Za-z]+)\.?\s+([0-9]{1,2})\s*,?\s*([0-9]{4})")


@dataclass(frozen=True)
class Line:
    """A row with figures: its number in the sheet (from 1), its labels and its cells by column."""

    number: int
    labels: tuple[str, ...]
    cells: dict[int, object]

    @property
    def depth(self) -> int:
        """In which column of labels its name stands, from 0."""
        return next((at for at, label in enumerate(self.labels) if label), len(self.labels))

    @property
    def name(self) -> str:
        """Its label, '' when it has none."""
        return next((label for label in self.labels if label), "")


@dataclass(frozen=True)
class Sheet:
    """The sheet of a workbook that holds the figures; `published` is the date of its footer
    (`Source: IRCC, July 31, 2025`), or the vintage's own date when it has none."""

    raw: Raw
    file: str
    title: str
    header: Header
    lines: tuple[Line, ...]
    published: date

    @property
    def where(self) -> str:
        """The file and the sheet, as sentences name them."""
        return f"{self.file}, feuille « {self.title} »"

    def counts(self, line: Line) -> Iterator[tuple[Period, Count]]:
        """Give a line's counts by period; SourceError names the cell that is not as published."""
        for column, period in self.header.periods.items():
            cell = line.cells.get(column)
            if cell is None:
                self.refuse(line.number, column, "est vide : la feuille est tronquée")
            try:
                yield period, ircc.count(cell)
            except ValueError as error:
                self.refuse(line.number, column, f"ne se lit pas ({error})")

    def refuse(self, row: int, column: int, why: str) -> NoReturn:
        """Raise the SourceError that names one cell (row from 1, column from 0)."""
        _refuse(self.raw, self.where, row, column, why)


def read(raw: Raw, file: str, title: str) -> Sheet:
    """Read the one sheet of a workbook whose header's first words begin with `title`, in any case.

    Other sheets are left, and so is one without figures when another has some.

    SourceError when the workbook is damaged, no sheet or several have that header, or the header
    contradicts itself; it names file, sheet and cell as far as they are known.
    """
    found: list[Sheet] = []
    unreadable: list[tuple[str, HeaderError]] = []
    seen: list[str] = []
    for name, rows in _sheets(raw, file):
        seen.append(name)
        where = f"{file}, feuille « {name} »"
        try:
            header = ircc_header.read(rows)
        except HeaderError as error:
            unreadable.append((where, error))
            continue
        if header and folded(header.title).startswith(folded(title)):
            lines = tuple(_lines(raw, where, rows, header))
            found.append(Sheet(raw, file, name, header, lines, _published(rows) or raw.vintage))
    found = [sheet for sheet in found if sheet.lines] or found
    if unreadable and not found:
        where, problem = unreadable[0]
        _refuse(raw, where, problem.row + 1, problem.column, f"contredit l'en-tête ({problem})")
    if len(found) != 1:
        listed = ", ".join(f"« {name} »" for name in seen)
        raise SourceError(
            f"{raw.source} : {file} a {len(found)} feuille(s) dont l'en-tête commence par "
            f"« {title} », une seule est attendue (feuilles : {listed}) ; "
            "vérifiez le format publié avant de recharger."
        )
    return found[0]


def _sheets(raw: Raw, file: str) -> Iterator[tuple[str, list[Cells]]]:
    """Give the name and the rows of every sheet; SourceError when the file is damaged."""
    path = raw.file(file)
    workbook = _open(raw, path)
    try:
        for sheet in workbook.worksheets:
            rows: list[Cells] = []
            try:
                sheet.reset_dimensions()  # type: ignore[attr-defined, unused-ignore]
                rows.extend(sheet.iter_rows(values_only=True))
            except _DAMAGED as error:
                raise SourceError(
                    f"{raw.source} : {path}, feuille « {sheet.title} », est coupé ou abîmé après "
                    f"la cellule A{len(rows)} ({error}) ; "
                    f"relancez `python -m etl fetch {raw.source}`."
                ) from error
            yield sheet.title, rows
    finally:
        workbook.close()


def _open(raw: Raw, path: Path) -> Workbook:
    import openpyxl

    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except _DAMAGED as error:
        raise SourceError(
            f"{raw.source} : {path} n'est pas un classeur xlsx entier ({error}) ; "
            f"relancez `python -m etl fetch {raw.source}`."
        ) from error


def _lines(raw: Raw, where: str, rows: Sequence[Cells], header: Header) -> Iterator[Line]:
    """Give the rows under the header that hold figures; notes and empty rows hold none."""
    for at in range(header.last_row + 1, len(rows)):
        row = rows[at]
        cells = {c: row[c] for c in header.periods if c < len(row) and not _is_empty(row[c])}
        labels = tuple(_label(cell) for cell in row[: header.labels])
        if not cells:
            continue
        if not any(labels):
            _refuse(raw, where, at + 1, 0, "est vide devant des chiffres")
        yield Line(at + 1, labels, cells)


def _published(rows: Sequence[Cells]) -> date | None:
    """Return the date of the footer, read from the end of the sheet."""
    for row in reversed(rows):
        line = _SOURCE_LINE.match(_label(row[0])) if row else None
        found = _DATE.search(line[1]) if line else None
        month = ircc.month(found[1]) if found else None
        if found and month:
            return date(int(found[3]), month, int(found[2]))
    return None


def _is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _label(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _refuse(raw: Raw, where: str, row: int, column: int, why: str) -> NoReturn:
    from openpyxl.utils import get_column_letter

    cell: Any = f"{get_column_letter(column + 1)}{row}"
    raise SourceError(
        f"{raw.source} : {where}, cellule {cell} {why} ; "
        f"vérifiez le fichier publié, puis relancez `python -m etl fetch {raw.source}`."
    )
