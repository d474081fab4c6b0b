"""Opens the yearly CIMT zips of Statistics Canada and checks their columns; it reads no figure."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.inflate import DamagedArchiveError, lines, members
from etl.source import Download, Raw, SourceError, Text

LANDING_PAGE = Text(
    "https://www150.statcan.gc.ca/n1/pub/71-607-x/71-607-x2021004-fra.htm",
    "https://www150.statcan.gc.ca/n1/pub/71-607-x/71-607-x2021004-eng.htm",
)
NUMBER = "71-607-x2021004"
PUBLISHER = Text("Statistique Canada", "Statistics Canada")
# Re-exports have no province of origin: the publisher files them under ZZ.
RE_EXPORTS = "ZZ"

STATE = "State/État"
_QUANTITY, _UNIT = "Quantity/Quantité", "Unit of Measure/Unité de Mesure"
# The publisher's name of a column → ours.
COLUMNS = {
    "YearMonth/AnnéeMois": "year_month",
    "HS2": "hs2",
    "HS6": "hs6",
    "Country/Pays": "country",
    "Province": "province",
    STATE: "state",
    "Value/Valeur": "value",
    _QUANTITY: "quantity",
    _UNIT: "unit",
}


@dataclass(frozen=True)
class Member:
    """One data file of a zip: the start of its name, and its columns; the state may be missing."""

    code: str
    columns: frozenset[str]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The member's name: the code, the last month, a letter that differs between years."""
        return re.compile(rf"(?:^|/){self.code}_\d{{6}}[A-Z]\.csv$")


@dataclass(frozen=True)
class Family:
    """One family of yearly zips: its name in the file name, and its members of two and six digits."""

    name: str
    chapters: Member
    subheadings: Member
    has_province: bool = True

    def download(self, first_year: int) -> Download:
        """One zip a year; the current year's grows monthly, the earlier ones are revised."""
        file = f"CIMT-CICM_{self.name}_{{year}}.zip"
        return Download(
            file, f"{{statcan}}/n1/pub/71-607-x/2021004/zip/{file}", first_year=first_year
        )

    def archives(self, raw: Raw) -> dict[int, Path]:
        """Return the zips of a vintage by year, oldest first."""
        found = sorted(raw.folder.glob(f"CIMT-CICM_{self.name}_????.zip"))
        return {int(path.stem[-4:]): path for path in found}


def _family(name: str, chapters: str, subheadings: str, *, has_province: bool = True) -> Family:
    shared = {"YearMonth/AnnéeMois", "Country/Pays", "Value/Valeur"}
    shared |= {"Province"} if has_province else set()
    return Family(
        name,
        Member(chapters, frozenset(shared | {"HS2"})),
        Member(subheadings, frozenset(shared | {"HS6", _QUANTITY, _UNIT})),
        has_province,
    )


IMPORTS = _family("Imp", "ODPFN022", "ODPFN015")
DOMESTIC_EXPORTS = _family("Dom_Exp", "ODPFN020", "ODPFN018")
TOTAL_EXPORTS = _family("Tot_Exp", "ODPFN021", "ODPFN019", has_province=False)


def member_of(raw: Raw, archive: Path, wanted: re.Pattern[str], told: str) -> str:
    """Return the one member of the archive whose name is `wanted` (`told`, in words).

    SourceError when the archive is damaged, or when not exactly one member has such a name.
    """
    try:
        names = [name for name in members(archive) if wanted.search(name)]
    except DamagedArchiveError as error:
        raise damaged(raw, archive) from error
    if len(names) != 1:
        raise SourceError(
            f"{raw.source} : {archive.name} contient {len(names)} fichier(s) "
            f"{told} au lieu d'un seul ; vérifiez sur "
            f"{LANDING_PAGE.fr} si Statistique Canada a changé le format."
        )
    return names[0]


def stream(raw: Raw, archive: Path, member: Member) -> Iterator[memoryview]:
    """Yield one data member, header included, in blocks of whole lines; SourceError if damaged."""
    name = member_of(raw, archive, member.pattern, f"{member.code}_AAAAMM?.csv")
    try:
        yield from lines(archive, name)
    except DamagedArchiveError as error:
        raise damaged(raw, archive) from error


def damaged(raw: Raw, archive: Path) -> SourceError:
    """Return the refusal of a file that is no whole zip."""
    return SourceError(
        f"{raw.source} : {archive} n'est pas un zip entier (page HTML ou téléchargement "
        f"coupé) ; relancez `python -m etl fetch {raw.source}`."
    )


def header(raw: Raw, archive: Path, member: Member, line: bytes) -> list[str]:
    """Return our names of a member's columns, in the order of its header `line`.

    SourceError when a column is missing, new or given twice, or the line cannot be read.
    """
    try:
        names = next(csv.reader([line.decode("utf-8-sig").strip()]), [])
    except (UnicodeDecodeError, csv.Error) as error:
        what = "en UTF-8" if isinstance(error, UnicodeDecodeError) else "une ligne de CSV"
        raise SourceError(
            f"{raw.source} : {archive.name}, l'en-tête de {member.code} n'est pas {what} ; "
            "vérifiez le format publié avant de recharger."
        ) from error
    missing, extra = member.columns - set(names), set(names) - member.columns - {STATE}
    if missing or extra or len(names) != len(set(names)):
        raise SourceError(
            f"{raw.source} : {archive.name}, {member.code} : colonnes "
            f"manquantes ({', '.join(sorted(missing)) or 'aucune'}), "
            f"inattendues ({', '.join(sorted(extra)) or 'aucune'}) ; "
            "vérifiez le format publié avant de recharger."
        )
    return [COLUMNS[name] for name in names]
