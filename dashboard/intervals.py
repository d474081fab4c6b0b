"""Counts that a publisher hides or rounds, in words: a zero, a gap and a hidden count never look alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import formats
from dashboard.i18n import pick

Row = Mapping[str, Any]
Bounds = tuple[float, float]

# Beside a count named `value`, its bounds are `value_low` and `value_high`.
LOW, HIGH = "_low", "_high"


def columns(name: str) -> tuple[str, str]:
    """The columns that bound the count of column `name`."""
    return name + LOW, name + HIGH


def bounds(row: Row, name: str) -> Bounds | None:
    """The bounds between which the count `name` of a row is hidden.

    None when the count is known (rounded or not), and when nothing bounds what is missing.
    """
    low, high = (row.get(column) for column in columns(name))
    return None if row[name] is not None or low is None or high is None else (low, high)


def count(value: float | None, status: str | None = None, hidden: Bounds | None = None) -> str:
    """A count in words: «11 360», «0», «supprimé (0 à 5)», «40 180 à 40 330», «non disponible».

    What is hidden is a count that the publisher keeps back, or a sum that holds such a count: of
    the sum at least the lower bound is known, so it reads as an interval.
    """
    if value is not None:
        return formats.integer(value)
    if hidden is None:
        return formats.missing(status, long=True)
    span = interval(hidden)
    return span if hidden[0] > 0 else f"{reason(status)} ({span})"


def reason(status: str | None) -> str:
    """Why a count that has bounds is not given: «supprimé»; the word of its status otherwise."""
    if status in (None, "suppressed"):
        return pick("supprimé", "suppressed")
    return formats.missing(status, long=True)


def of_row(row: Row, name: str = "value", status: str = "status") -> str:
    """The count `name` of a row in words."""
    return count(row[name], row.get(status), bounds(row, name))


def interval(hidden: Bounds) -> str:
    """Two bounds in words, both included: «0 à 5»."""
    low, high = (formats.integer(bound) for bound in hidden)
    return pick(f"{low} à {high}", f"{low} to {high}")
