"""Reads ESDC's tables of positions on labour market impact assessments, by what their lines say."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from etl import codes, counts
from etl.source import Raw, SourceError, Text
from etl.statcan_labels import folded

PUBLISHER = Text(
    "Emploi et Développement social Canada",
    "Employment and Social Development Canada",
)
POSITIVE, NEGATIVE = "positions_positive", "positions_negative"
_MEASURES = {
    "positive": POSITIVE,
    "positives": POSITIVE,
    "negative": NEGATIVE,
    "négatives": NEGATIVE,
}
_HEADINGS = {"stream", "volet"}
_RANKS = {"rank", "rang"}
_TOTAL = re.compile(r"\s*-\s*total$", re.IGNORECASE)
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:\.0)?")
_RANK_COLUMNS = 3
BLANK = "-"  # a country that the publisher leaves blank
_NOTES = re.compile(r"notes?\s*:", re.IGNORECASE)


@dataclass(frozen=True)
class Position:
    """A number of positions: where it stands, its geography, year and measure, and its label.

    `label` is '' on the line that totals a geography; `rank` is 0 where none is published.
    """

    line: int
    geo: str
    label: str
    year: int
    value: int
    measure: str = POSITIVE
    rank: int = 0


@dataclass(frozen=True)
class Table:
    """The lines above the notes of one published table, with the name of its file."""

    raw: Raw
    file: str
    lines: tuple[tuple[int, tuple[str, ...]], ...]

    def number(self, line: int, cell: str) -> int:
        """Read a number of positions; SourceError names the line."""
        try:
            return counts.number(cell)
        except ValueError as error:
            raise self.error(line, str(error)) from error

    def error(self, line: int, why: str) -> SourceError:
        """Return the sentence about one line."""
        return SourceError(
            f"{self.raw.source} : {self.file}, ligne {line} : {why} ; "
            "vérifiez le fichier publié avant de recharger."
        )


def read(raw: Raw, number: int) -> Table:
    """Read the vintage's file of one table, in UTF-8 or cp1252; its name carries year and language.

    SourceError when it is missing, there are several, or it stops before its notes.
    """
    found = sorted(raw.folder.glob(f"*table_{number}_[ef].csv"))
    if len(found) != 1:
        raise SourceError(
            f"{raw.source} : {raw.folder} contient {len(found)} fichier(s) « *table_{number}_e.csv » "
            "ou « _f.csv », un seul est attendu ; déposez ceux de l'édition à charger."
        )
    content = found[0].read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    reader = csv.reader(io.StringIO(re.sub(r"\r+\n|\r", "\n", text)))
    lines: list[tuple[int, tuple[str, ...]]] = []
    for row in reader:
        cells = tuple(" ".join(cell.split()) for cell in row)
        if lines and _NOTES.match(cells[0]):
            return Table(raw, found[0].name, tuple(lines))
        if any(cells):
            lines.append((reader.line_num, cells))
    raise Table(raw, found[0].name, ()).error(
        reader.line_num, "le fichier s'arrête avant ses notes : fichier tronqué ou vide"
    )


def ranks(table: Table) -> Iterator[Position]:
    """Give the positions of a table of countries: blocks of a geography, then of a year, then
    country, positions and rank. A country that no line names is below the last rank, not nil."""
    geo, year, title = "", 0, ""
    covered: dict[str, set[int]] = {}
    for line, cells in table.lines:
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and (found := _YEAR.fullmatch(filled[0])):
            year = int(found[1])
            covered.setdefault(geo, set()).add(year)
        elif len(filled) == 1 and cells[0]:
            title, geo, year = cells[0], geographies().get(_name(cells[0]), ""), 0
        elif len(cells) < _RANK_COLUMNS or not (cells[1] and cells[2]):
            raise table.error(line, f"« {', '.join(cells)} » n'est pas pays, positions et rang")
        elif folded(cells[2]) not in _RANKS:
            if not (geo and year):
                raise table.error(line, f"« {title} » n'est pas une province suivie d'une année")
            value, rank = table.number(line, cells[1]), table.number(line, cells[2])
            yield Position(line, geo, cells[0] or BLANK, year, value, rank=rank)
    if "CA" not in covered or len({frozenset(years) for years in covered.values()}) > 1:
        raise table.error(line, "toutes les provinces n'ont pas les mêmes années, fichier tronqué")


def blocks(table: Table) -> Iterator[Position]:
    """Give the positions of a table with one block per geography: its name, the years, labelled
    lines, and the total that closes it. SourceError when a block is not closed by its own total."""
    geo, title, is_closed = "", "", True
    years: dict[int, int] = {}
    for line, cells in table.lines:
        after = [cell for cell in cells[1:] if cell]
        if not after:
            if folded(cells[0]) in _HEADINGS:
                continue
            if not is_closed:
                raise table.error(line, f"« {title} » n'a pas de total : le tableau est tronqué")
            title, geo, years = cells[0], geographies().get(_name(cells[0]), ""), {}
            is_closed = not geo
        elif all(_YEAR.fullmatch(cell) for cell in after):
            years = _years(cells)
        else:
            label = _TOTAL.sub("", cells[0])
            is_total = label != cells[0]
            if not geo or not years or (is_total and geographies().get(_name(label)) != geo):
                raise table.error(line, f"« {cells[0]} » n'est pas dans le bloc « {title} »")
            is_closed = is_closed or is_total
            for column, year in years.items():
                value = table.number(line, cells[column] if column < len(cells) else "")
                yield Position(line, geo, "" if is_total else cells[0], year, value)
    if not is_closed:
        raise table.error(table.lines[-1][0], f"« {title} » n'a pas de total : fichier tronqué")


def pairs(table: Table) -> Iterator[Position]:
    """Give the positions of a table whose columns pair positive and negative by year, and whose
    geography stands on the first line of its block only; Canada comes last."""
    years: dict[int, int] = {}
    measures: dict[int, str] = {}
    geo = ""
    for line, cells in table.lines:
        after = [cell for cell in cells[2:] if cell]
        if after and all(_YEAR.fullmatch(cell) for cell in after):
            years = _years(cells)
        elif after and all(folded(cell) in _MEASURES for cell in after):
            # The first pair opens under the first year; what stands before it is a label.
            start = min(years, default=len(cells))
            measures = {
                at: _MEASURES[folded(cell)] for at, cell in enumerate(cells) if at >= start and cell
            }
        elif after:
            if cells[0]:
                geo = geographies().get(_name(cells[0]), "")
            if not geo or not years or not measures:
                raise table.error(line, f"« {cells[0]} » n'est pas une province sous un en-tête")
            label = "" if folded(cells[1]) == "total" else cells[1]
            for column, measure in measures.items():
                year = years[max(at for at in years if at <= column)]
                value = table.number(line, cells[column] if column < len(cells) else "")
                yield Position(line, geo, label, year, value, measure)
    if geo != "CA":
        raise table.error(table.lines[-1][0], "le Canada manque à la fin, fichier tronqué")


@cache
def geographies() -> Mapping[str, str]:
    """Return our geography code by the name of a province in either language."""
    return {
        _name(row[column]): row["geo"]
        for row in codes.read("geography")
        for column in ("statcan_fr", "statcan_en")
        if row[column]
    }


def _name(label: str) -> str:
    """Return what the spellings of a province share: `Territoires-du-Nord-Ouest` has no hyphens
    in other lists."""
    return folded(label).replace("-", " ")


def _years(cells: tuple[str, ...]) -> dict[int, int]:
    return {at: int(found[1]) for at, cell in enumerate(cells) if (found := _YEAR.fullmatch(cell))}
