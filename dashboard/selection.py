"""What a reader chose on the trade page, and the words for it; it asks and draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.i18n import _

Direction = Literal["export", "import"]
Frequency = Literal["month", "quarter", "year", "rolling"]
Measure = Literal["value", "growth", "share", "index"]

QUEBEC, CANADA = GEOGRAPHIES = ("CA-QC", "CA")
REGION = "ALA"
DIRECTIONS: tuple[Direction, ...] = ("export", "import")
FREQUENCIES: tuple[Frequency, ...] = ("month", "quarter", "year", "rolling")
MEASURES: tuple[Measure, ...] = ("value", "growth", "share", "index")
# Which countries a ranking compares.
AMONG = ("all", "others", "ala")
MOST_PARTNERS = 6


@dataclass(frozen=True)
class Selection:
    """One view of a trade flow; `since` and `until` are first days of months, both included.

    `among`: the countries that a ranking compares.
    """

    geo: str
    direction: Direction
    frequency: Frequency
    measure: Measure
    partners: tuple[str, ...]
    since: date
    until: date
    among: str = "all"


def flow_words(geo: str, direction: str) -> str:
    """Name the flow that is meant for a geography: what is an export depends on it."""
    return {
        (QUEBEC, "export"): _("Exportations d'origine québécoise"),
        (QUEBEC, "import"): _("Importations dédouanées au Québec"),
        (CANADA, "export"): _("Exportations totales du Canada"),
        (CANADA, "import"): _("Importations du Canada"),
    }[geo, direction]


def frequency_words(frequency: str) -> str:
    """Name a frequency."""
    return {
        "month": _("Mois"),
        "quarter": _("Trimestre"),
        "year": _("Année"),
        "rolling": _("12 mois glissants"),
    }[frequency]


def measure_words(measure: str) -> str:
    """Name what is drawn of a flow."""
    return {
        "value": _("Valeur"),
        "growth": _("Variation sur un an"),
        "share": _("Part du total"),
        "index": _("Indice"),
    }[measure]


def direction_words(direction: str) -> str:
    """Name a direction of trade."""
    return {
        "export": _("Exportations"),
        "import": _("Importations"),
        "total": _("Échanges"),
    }[direction]


def geography_words(geo: str) -> str:
    """Name a geography that has trade by partner."""
    return {QUEBEC: _("Québec"), CANADA: _("Canada")}[geo]


def among_words(among: str) -> str:
    """Name the countries that a ranking compares."""
    return {
        "all": _("Tous les pays"),
        "others": _("Hors États-Unis"),
        "ala": _("Amérique latine et Antilles"),
    }[among]
