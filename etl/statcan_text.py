"""Stages the texts of a small Statistics Canada full table, in either language; it knows no code.

A file is read whole: for the trade tables, of millions of rows, see `statcan_file`.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from etl.source import Raw, SourceError
from etl.statcan_labels import Language, folded

_PERIOD = ("REF_DATE", "PÉRIODE DE RÉFÉRENCE")
# The columns that every full table has, English then French.
_STANDARD: dict[str, tuple[str, ...]] = {
    "period": _PERIOD,
    "geography": ("GEO", "GÉO"),
    "unit": ("UOM", "UNITÉ DE MESURE"),
    "scale": ("SCALAR_ID", "IDENTIFICATEUR SCALAIRE"),
    "value": ("VALUE", "VALEUR"),
    "status": ("STATUS", "STATUT"),
    "symbol": ("SYMBOL", "SYMBOLE"),
}
_UNUSED = (
    *("DGUID", "UOM_ID", "IDENTIFICATEUR D'UNITÉ DE MESURE", "SCALAR_FACTOR", "FACTEUR SCALAIRE"),
    *("VECTOR", "VECTEUR", "COORDINATE", "COORDONNÉES", "TERMINATED", "TERMINÉ"),
    *("DECIMALS", "DÉCIMALES"),
)
_FIRST_FIELD = re.compile(r'"?([^",;]+)"?([,;])')


@dataclass(frozen=True)
class StagedTable:
    """The rows of one archive as texts, '' where the file is empty, in the temp table `relation`.

    `published` gives the publisher's name of each of our columns.
    """

    raw: Raw
    archive: str
    language: Language
    relation: str
    published: Mapping[str, str]


def stage(
    pid: str, dimensions: Mapping[str, tuple[str, ...]], raw: Raw, con: duckdb.DuckDBPyConnection
) -> StagedTable:
    """Read `<pid>-eng.zip`, or `-fra.zip` when only that one is there, into a temp table of texts.

    `dimensions` gives the publisher's names of the table's own columns. SourceError when the
    archive is damaged, a line is unreadable, or a column is missing or was not there before.
    """
    english, french = f"{pid}-eng.zip", f"{pid}-fra.zip"
    use_french = not (raw.folder / english).is_file() and (raw.folder / french).is_file()
    archive = raw.file(french if use_french else english)
    text = _text(raw, archive, f"{pid}.csv")
    language, delimiter = _dialect(raw, archive.name, text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = next(lines)
    at = _positions(raw, archive.name, names, language, _STANDARD | dict(dimensions))
    columns: dict[str, list[str]] = {ours: [] for ours in at}
    for row in lines:
        if len(row) != len(names):
            raise SourceError(
                f"{raw.source} : {archive.name} a une ligne illisible (ligne {lines.line_num}, "
                f"{len(row)} champs pour {len(names)} colonnes) ; "
                "vérifiez le format publié avant de recharger."
            )
        for ours, texts in columns.items():
            texts.append(row[at[ours]].strip())
    relation = f"{raw.source}_texts"
    # To make an array of Arrow would import pandas: a third of a second.
    arrays = {ours: np.array(texts, dtype=object) for ours, texts in columns.items()}
    con.register(f"{relation}_read", arrays)
    con.execute(f"create or replace temp table {relation} as from {relation}_read")
    con.unregister(f"{relation}_read")
    return StagedTable(
        raw, archive.name, language, relation, {ours: names[column] for ours, column in at.items()}
    )


def _text(raw: Raw, archive: Path, member: str) -> str:
    """Return the member's text without the BOM."""
    try:
        with zipfile.ZipFile(archive) as opened:
            if member not in (found := opened.namelist()):
                raise SourceError(
                    f"{raw.source} : {archive} ne contient pas {member} "
                    f"(mais {', '.join(found)}) ; relancez `python -m etl fetch {raw.source}`."
                )
            return opened.read(member).decode("utf-8-sig")
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise SourceError(
            f"{raw.source} : {archive} n'est pas un zip entier ({error}) ; "
            f"relancez `python -m etl fetch {raw.source}`."
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{raw.source} : {archive.name} n'est pas en UTF-8 (octet {error.start}) ; "
            "vérifiez le format publié avant de recharger."
        ) from error


def _dialect(raw: Raw, archive: str, text: str) -> tuple[Language, str]:
    """Tell the language and the delimiter from the first column's name."""
    first = _FIRST_FIELD.match(text)
    languages: dict[str, Language] = {folded(_PERIOD[0]): "en", folded(_PERIOD[1]): "fr"}
    if first is None or folded(first[1]) not in languages:
        raise SourceError(
            f"{raw.source} : {archive} ne commence pas par la colonne « {_PERIOD[0]} » ou "
            f"« {_PERIOD[1]} » ; relancez `python -m etl fetch {raw.source}`."
        )
    return languages[folded(first[1])], first[2]


def _positions(
    raw: Raw,
    archive: str,
    names: list[str],
    language: Language,
    expected: Mapping[str, tuple[str, ...]],
) -> dict[str, int]:
    """Return where each of our columns is; SourceError names the missing and the new ones."""
    wanted = {folded(name): ours for ours, given in expected.items() for name in given}
    found = {wanted[folded(name)]: at for at, name in enumerate(names) if folded(name) in wanted}
    known = wanted.keys() | {folded(name) for name in _UNUSED}
    extra = [n for at, n in enumerate(names) if folded(n) not in known or n in names[:at]]
    missing = [
        given[min(language == "fr", len(given) - 1)]
        for ours, given in expected.items()
        if ours not in found
    ]
    if missing or extra:
        told = [
            f"{what} : " + ", ".join(f"« {name} »" for name in listed)
            for what, listed in (("manque", missing), ("en trop", extra))
            if listed
        ]
        raise SourceError(
            f"{raw.source} : {archive} n'a pas les colonnes attendues ({' ; '.join(told)}) ; "
            "vérifiez le format publié avant de recharger."
        )
    return found
