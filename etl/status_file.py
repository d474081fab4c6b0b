"""Reads the status file of the measures and says, line by line, what is wrong with it; it loads nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.source import SourceError

FILE = "measure_status.csv"
REQUIRED = ("measure", "status", "date", "note", "source")
OPTIONAL = ("note_en", "source_en")
SHOWN = 10
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True)
class Line:
    """One measure's state; `precision` says whether `day` stands for a day, a month or a year."""

    measure: str
    state: str
    day: date
    precision: str
    note_fr: str
    note_en: str
    reference_fr: str
    reference_en: str


class _LineError(Exception):
    """What is wrong with one line."""


def read(
    path: Path, measures: Collection[str], states: Collection[str], today: date
) -> tuple[Line, ...]:
    """Read every line, or raise one SourceError that lists each faulty line by its number.

    UTF-8 with or without BOM, separated by commas or semicolons (French Excel). `note_en` and
    `source_en` may be left out: the texts are then shown as written. An absent file has no lines.
    """
    if not path.is_file():
        return ()
    numbered = _numbered(path)
    seen: dict[str, int] = {}
    lines, faults = [], []
    for number, row in numbered:
        try:
            line = _line(row, measures, states, today, seen)
        except _LineError as fault:
            faults.append(f"ligne {number} : {fault}")
        else:
            seen[line.measure] = number
            lines.append(line)
    if faults:
        more = f" ; et {len(faults) - SHOWN} autres" if len(faults) > SHOWN else ""
        raise SourceError(f"{path} : {' ; '.join(faults[:SHOWN])}{more}.")
    return tuple(lines)


def _numbered(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each line that holds anything with its number in the file."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        raise SourceError(
            f"{path} : ligne {number} : un caractère n'est pas en UTF-8 ; "
            "enregistrez le fichier en « CSV UTF-8 »."
        ) from error
    first = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True
    )
    try:
        header = [name.strip() for name in next(reader, [])]
        if not set(REQUIRED) <= set(header) <= {*REQUIRED, *OPTIONAL} or len(set(header)) < len(
            header
        ):
            raise SourceError(
                f"{path} : ligne 1 : l'en-tête doit être {','.join(REQUIRED)} "
                f"(et, au choix, {','.join(OPTIONAL)}), il est {','.join(header)}."
            )
        for cells in reader:
            if any(cell.strip() for cell in cells):
                # A short line lacks its last cells, a long one has an unquoted separator.
                if len(cells) != len(header):
                    raise SourceError(
                        f"{path} : ligne {reader.line_num} : {len(cells)} cellules pour "
                        f"{len(header)} colonnes ; mettez entre guillemets un texte qui "
                        "porte le séparateur."
                    )
                yield reader.line_num, dict(zip(header, map(str.strip, cells), strict=True))
    except csv.Error as error:
        raise SourceError(f"{path} : ligne {reader.line_num} : {error}.") from error


def _line(
    row: dict[str, str],
    measures: Collection[str],
    states: Collection[str],
    today: date,
    seen: Mapping[str, int],
) -> Line:
    if row["measure"] not in measures:
        raise _LineError(
            f"mesure inconnue « {row['measure']} » ; la liste est etl/codes/strategy_measure.csv"
        )
    if row["measure"] in seen:
        raise _LineError(f"la mesure {row['measure']} est déjà à la ligne {seen[row['measure']]}")
    if row["status"] not in states:
        raise _LineError(f"état inconnu « {row['status']} » ; les états sont {', '.join(states)}")
    day, precision = _day(row["date"])
    if day > today:
        raise _LineError(f"la date {row['date']} est à venir")
    if not row["source"]:
        raise _LineError("la source manque")
    return Line(
        row["measure"],
        row["status"],
        day,
        precision,
        row["note"],
        row.get("note_en", "") or row["note"],
        row["source"],
        row.get("source_en", "") or row["source"],
    )


def _day(text: str) -> tuple[date, str]:
    """Read 2023, 2023-05 or 2023-05-12."""
    parts = text.split("-") if _DATE.fullmatch(text) else []
    try:
        year, month, day = (*map(int, parts), 1, 1)[:3]
        return date(year, month, day), ("year", "month", "day")[len(parts) - 1]
    except ValueError as error:
        raise _LineError(
            f"date illisible « {text} » ; écrivez AAAA, AAAA-MM ou AAAA-MM-JJ"
        ) from error
