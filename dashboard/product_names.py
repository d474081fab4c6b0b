"""The words for products and what is asked of them: levels, flows, labels of a result; it asks nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from dashboard.figure import shortened
from dashboard.i18n import _, language
from dashboard.selection import CANADA, QUEBEC

Row = Mapping[str, Any]
Level = Literal["section", "chapter", "heading", "subheading"]

LONGEST = 56
JOINED = re.compile(r",(?=[^\W\d])")
LEVELS: tuple[Level, ...] = ("section", "chapter", "heading", "subheading")


def name(row: Row) -> str:
    """The whole label of a product in the reader's language; its code when there is none."""
    return _spaced(row[f"label_{language()}"] or row["hs"])


def coded(row: Row, most: int = LONGEST) -> str:
    """The label of a product, cut to about `most` characters, with its code: «Aluminium sous forme brute (7601)»."""
    label = row[f"label_{language()}"]
    return f"{shortened(_spaced(label), most)} ({row['hs']})" if label else str(row["hs"])


def _spaced(label: str) -> str:
    """A label with the spaces that the publisher saves after its commas: «coton,non cardé»."""
    return JOINED.sub(", ", " ".join(label.split()))


def namer(rows: Iterable[Row], most: int = LONGEST) -> Callable[[str], str]:
    """What names the codes that rows hold, with their code; another code names itself."""
    names = {str(row["hs"]): coded(row, most) for row in rows}
    return lambda code: names.get(code, code)


def label_column() -> str:
    """The column of labels in the reader's language."""
    return f"label_{language()}"


def level_words(level: str) -> str:
    """Name a level of the Harmonized System, one of its products."""
    return {
        "section": _("Section"),
        "chapter": _("Chapitre"),
        "heading": _("Position"),
        "subheading": _("Sous-position"),
    }[level]


def level_coded(level: str) -> str:
    """Name a level with the length of its codes, by which trade people call it."""
    digits = {"chapter": 2, "heading": 4, "subheading": 6}.get(level)
    if digits is None:
        return level_words(level)
    return _("{niveau} (SH{chiffres})").format(niveau=level_words(level), chiffres=digits)


def flow_words(geo: str, direction: str) -> str:
    """Name the flow that trade by product counts: exports are domestic ones, for Canada too."""
    return {
        (QUEBEC, "export"): _("Exportations d'origine québécoise"),
        (QUEBEC, "import"): _("Importations dédouanées au Québec"),
        (CANADA, "export"): _("Exportations d'origine canadienne"),
        (CANADA, "import"): _("Importations du Canada"),
    }[geo, direction]
