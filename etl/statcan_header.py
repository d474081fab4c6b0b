"""Finds the columns of a Statistics Canada full table by their English or French names."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from etl.source import Raw, SourceError
from etl.statcan_labels import Language, folded

# Our name of a column → the publisher's, English then French.
_NEEDED: dict[str, tuple[str, ...]] = {
    "period": ("REF_DATE", "PÉRIODE DE RÉFÉRENCE"),
    "dguid": ("DGUID",),
    "scale": ("SCALAR_ID", "IDENTIFICATEUR SCALAIRE"),
    "value": ("VALUE", "VALEUR"),
    "status": ("STATUS", "STATUT"),
    "symbol": ("SYMBOL", "SYMBOLE"),
}
_UNUSED = (
    *("GEO", "GÉO", "UOM", "UNITÉ DE MESURE", "UOM_ID", "IDENTIFICATEUR D'UNITÉ DE MESURE"),
    *("SCALAR_FACTOR", "FACTEUR SCALAIRE", "VECTOR", "VECTEUR", "COORDINATE", "COORDONNÉES"),
    *("TERMINATED", "TERMINÉ", "DECIMALS", "DÉCIMALES"),
)
_DIMENSIONS: dict[str, tuple[str, ...]] = {
    "section": (
        "North American Product Classification System (NAPCS)",
        "Système de classification des produits de l'Amérique du Nord (SCPAN)",
    ),
    "flow": ("Trade", "Commerce"),
}
_FIRST_FIELD = re.compile(r'"?([^",;]+)"?([,;])')


@dataclass(frozen=True)
class Header:
    """How the file is written: its language, its delimiter, its columns, and where ours are."""

    language: Language
    delimiter: str
    columns: tuple[str, ...]
    position: dict[str, int]


def read(raw: Raw, archive: str, line: str, partner: tuple[str, ...]) -> Header:
    """Read the header line of a trade table whose partner column is called `partner` (en, fr).

    SourceError names the columns that are missing and those that the table did not have.
    """
    first = _FIRST_FIELD.match(line)
    names = {folded(name): lang for name, lang in zip(_NEEDED["period"], ("en", "fr"), strict=True)}
    if first is None or folded(first[1]) not in names:
        raise SourceError(
            f"{raw.source} : {archive} ne commence pas par la colonne « REF_DATE » ou "
            f"« PÉRIODE DE RÉFÉRENCE » ; relancez `python -m etl fetch {raw.source}`."
        )
    language: Language = "en" if names[folded(first[1])] == "en" else "fr"
    columns = tuple(next(csv.reader(io.StringIO(line), delimiter=first[2])))
    expected = _NEEDED | _DIMENSIONS | {"partner": partner}
    wanted = {folded(name): ours for ours, given in expected.items() for name in given}
    position = {wanted[folded(c)]: at for at, c in enumerate(columns) if folded(c) in wanted}
    known = wanted.keys() | {folded(name) for name in _UNUSED}
    extra = [c for at, c in enumerate(columns) if folded(c) not in known or c in columns[:at]]
    missing = [
        given[min(language == "fr", len(given) - 1)]
        for ours, given in expected.items()
        if ours not in position
    ]
    if missing or extra:
        raise SourceError(
            f"{raw.source} : {archive} n'a pas les colonnes attendues ("
            + " ; ".join(_told("manque", missing) + _told("en trop", extra))
            + ") ; vérifiez le format publié avant de recharger."
        )
    return Header(language, first[2], columns, position)


def _told(what: str, names: list[str]) -> list[str]:
    return [f"{what} : " + ", ".join(f"« {name} »" for name in names)] if names else []
