"""Reads IRCC's monthly text files, which are tab-separated whatever their name says."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etl import ircc
from etl.counts import Count
from etl.source import Raw, SourceError

# Our name of a column → what the publisher's English name matches, once folded. Names move
# between files (`EN_PROVINCE_TERRITORY`, `EN_DLI_PROVINCE_TERRITORY`) and are misspelt in some.
_COLUMNS: dict[str, re.Pattern[str]] = {
    "year": re.compile(r"EN_YEAR"),
    "quarter": re.compile(r"EN_QUARTER"),
    "month": re.compile(r"EN_MONTH"),
    "country": re.compile(r"EN_COUNTRY(_OF)?_CITIZENSHIP"),
    "province": re.compile(r"EN_(DLI_)?PROVINCE([_/ ]?TERRITORY)?"),
    "institution_type": re.compile(r"EN_(DLI_)?INST\w*_TYPE"),
    "total": re.compile(r"TOTAL"),
}
_ALWAYS = ("year", "month", "country", "total")
_IGNORED = re.compile(r"FR_.*")
_NO_MONTH = re.compile(r"(?:q[1-4]|[0-9]{4})?\s*total|q[1-4]", re.IGNORECASE)


@dataclass(frozen=True)
class Record:
    """One line: its month (ISO, first day), its labels by our column name, and its count."""

    line: int
    ref_month: str
    labels: Mapping[str, str]
    count: Count


def read(raw: Raw, file: str, *dimensions: str) -> Iterator[Record]:
    """Give the records of a file that is broken down by country and by `dimensions`.

    Lines whose month is a quarter's or a year's total are left out. SourceError when a column is
    missing or unknown, or names the line whose cells, month, quarter or count cannot be read.
    """
    header, rows = _table(raw, file)
    position = _positions(raw, file, header, {*_ALWAYS, *dimensions})
    for line, cells in rows:
        if len(cells) != len(header):
            what = f"{len(cells)} cellule(s) au lieu de {len(header)}"
            raise _unreadable(raw, file, line, what)
        labels = {name: " ".join(cells[at].split()) for name, at in position.items()}
        if _NO_MONTH.fullmatch(labels["month"]):
            continue
        try:
            count = ircc.count(labels["total"])
        except ValueError as error:
            raise _unreadable(raw, file, line, str(error)) from error
        yield Record(line, _month(raw, file, line, labels), labels, count)


def _table(raw: Raw, file: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header and the numbered rows of a file, whatever its encoding and line ends."""
    content = raw.file(file).read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Windows makes of the file; its letters are the only ones IRCC writes.
        text = content.decode("cp1252", errors="replace")
    text = re.sub(r"\r+\n|\r", "\n", text)
    first = text.partition("\n")[0]
    delimiter = next((mark for mark in "\t;" if mark in first), ",")
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise _unreadable(raw, file, reader.line_num, str(error)) from error
    if not rows:
        raise _unreadable(raw, file, 1, "le fichier est vide")
    if len(rows) == 1:
        raise _unreadable(raw, file, 1, "l'en-tête n'est suivi d'aucune ligne")
    return rows[0][1], rows[1:]


def _positions(raw: Raw, file: str, header: list[str], wanted: set[str]) -> dict[str, int]:
    """Return where each column stands; SourceError names those missing, unknown or repeated."""
    position: dict[str, int] = {}
    unknown = []
    for at, name in enumerate(header):
        plain = _plain(name)
        ours = next((ours for ours, form in _COLUMNS.items() if form.fullmatch(plain)), None)
        if ours and ours not in position and (ours in wanted or ours == "quarter"):
            position[ours] = at
        elif not _IGNORED.fullmatch(plain):
            unknown.append(name)
    missing = [_COLUMNS[ours].pattern for ours in sorted(wanted - position.keys())]
    if missing or unknown:
        raise SourceError(
            f"{raw.source} : {file} n'a pas les colonnes attendues (manque : "
            f"{', '.join(missing) or 'rien'} ; en trop : {', '.join(unknown) or 'rien'}) ; "
            "vérifiez le format publié avant de recharger."
        )
    return position


def _month(raw: Raw, file: str, line: int, labels: Mapping[str, str]) -> str:
    """Return the first day of a line's month; SourceError when it is not in the line's quarter."""
    month = ircc.month(labels["month"])
    year = re.fullmatch(r"((?:19|20)[0-9]{2})(?:\.0)?", labels["year"])
    if month is None or year is None:
        what = f"« {labels['year']} {labels['month']} » n'est pas un mois"
        raise _unreadable(raw, file, line, what)
    quarter = labels.get("quarter", "")
    if quarter and quarter.upper() != f"Q{(month + 2) // 3}":
        what = f"« {labels['month']} » n'est pas dans le trimestre « {quarter} »"
        raise _unreadable(raw, file, line, what)
    return f"{year[1]}-{month:02d}-01"


def _plain(name: str) -> str:
    """Return a column's name in capitals without accents: `FR_ANNEÉ` is `FR_ANNEE`."""
    decomposed = unicodedata.normalize("NFKD", name.strip().strip('"'))
    return "".join(letter for letter in decomposed if letter.isascii()).upper()


def _unreadable(raw: Raw, file: str, line: int, why: str) -> SourceError:
    return SourceError(
        f"{raw.source} : {file}, ligne {line} : {why} ; "
        f"vérifiez le fichier publié, puis relancez `python -m etl fetch {raw.source}`."
    )
