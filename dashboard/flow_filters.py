"""The choices that pages on goods trade share: direction, geography and frequency."""

from __future__ import annotations

from dashboard import filters
from dashboard.i18n import _
from dashboard.selection import (
    DIRECTIONS,
    FREQUENCIES,
    GEOGRAPHIES,
    Direction,
    Frequency,
    direction_words,
    frequency_words,
    geography_words,
)


def direction(help: str) -> Direction:  # noqa: A002 - Streamlit's own word for it
    """Choose exports or imports; `help` says what the direction covers on this page."""
    return filters.one_of(
        _("Sens"), DIRECTIONS, key="flow", labels=direction_words, segmented=True, help=help
    )


def geography() -> str:
    """Choose whose trade is shown."""
    return filters.one_of(
        _("Géographie"),
        GEOGRAPHIES,
        key="geo",
        labels=geography_words,
        segmented=True,
        help=_("D'où partent les exportations et où entrent les importations."),
    )


def frequency() -> Frequency:
    """Choose how the months of a series are gathered."""
    return filters.one_of(
        _("Fréquence"),
        FREQUENCIES,
        key="frequency",
        default="rolling",
        labels=frequency_words,
        segmented=True,
        help=_("Douze mois glissants : la somme des douze mois qui finissent là."),
    )
