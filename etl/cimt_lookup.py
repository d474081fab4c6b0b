"""Reads the fixed-width lists of codes and labels inside the CIMT zips; it joins none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl import cimt_archive, inflate
from etl.source import Raw, SourceError

# Windows-1252 is Latin-1 with the typographic marks that some labels have.
ENCODING = "cp1252"
# The publisher's unit of products that it measures in none.
NO_UNIT = "N/A"
_CODE, _FROM, _TO = slice(0, 10), slice(11, 17), slice(18, 24)
_UNIT = slice(25, 28)
_WITH_UNIT = (slice(29, 112), slice(112, 195))
_WITHOUT_UNIT = (slice(25, 108), slice(108, 191))
_MONTH = re.compile(r"\d{4}(?:0[1-9]|1[0-2])")
_OPEN = "999912"


@dataclass(frozen=True)
class Label:
    """One code for as long as it means one thing; `valid_to` is None while it is in use.

    Both ends are the first day of a month, the last one included. `unit` is '' in lists without.
    """

    code: str
    valid_from: date
    valid_to: date | None
    unit: str
    label_fr: str
    label_en: str


def read(raw: Raw, archive: Path, start: str, *, has_unit: bool = False) -> list[Label]:
    """Return the lines of the one list of the archive whose name begins with `start` (`ODPF_9_`).

    SourceError names the file and the line when it is not in Latin-1, when a validity is no month
    or when a label is missing.
    """
    told = f"{start}*.TXT"
    wanted = re.compile(rf"(?:^|/){start}[^/]*\.TXT$", re.IGNORECASE)
    member = cimt_archive.member_of(raw, archive, wanted, told)
    try:
        content = b"".join(inflate.lines(archive, member))
    except inflate.DamagedArchiveError as error:
        raise cimt_archive.damaged(raw, archive) from error
    where = f"{raw.source} : {archive.name}, {told}"
    lines = _decoded(where, content).splitlines()
    found = [
        _label(where, number, line, has_unit)
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]
    if not found:
        raise SourceError(f"{where} est vide ; relancez `python -m etl fetch {raw.source}`.")
    return found


def _decoded(where: str, content: bytes) -> str:
    """Return the text; a text of another encoding would give labels nobody can read."""
    sentence = f"{where} n'est pas en Latin-1 ; vérifiez le format publié avant de recharger."
    try:
        text = content.decode(ENCODING)
    except UnicodeDecodeError as error:
        raise SourceError(sentence) from error
    if not content.isascii() and _is_utf8(content):
        raise SourceError(sentence)
    return text


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _label(where: str, number: int, line: str, has_unit: bool) -> Label:
    english, french = _WITH_UNIT if has_unit else _WITHOUT_UNIT
    first, last = line[_FROM], line[_TO]
    label = (line[_CODE].strip(), line[french].strip(), line[english].strip())
    if not (_MONTH.fullmatch(first) and _MONTH.fullmatch(last) and all(label)):
        raise SourceError(
            f"{where}, ligne {number} : code {label[0]!r}, validité {first!r} à {last!r}, libellés "
            f"{label[1]!r} et {label[2]!r} ; on attend un code, deux mois AAAAMM et deux libellés "
            "à leurs places fixes, vérifiez le format publié avant de recharger."
        )
    return Label(
        code=label[0],
        valid_from=_month(first),
        valid_to=None if last == _OPEN else _month(last),
        unit=line[_UNIT].strip() if has_unit else "",
        label_fr=label[1],
        label_en=label[2],
    )


def _month(text: str) -> date:
    return date(int(text[:4]), int(text[4:]), 1)
