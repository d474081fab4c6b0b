"""One figure in words, in the unit of its own row: for answers whose rows are not alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from dashboard import formats, intervals
from dashboard.i18n import _, pick

Row = Mapping[str, Any]
COUNTS: Final = ("persons", "positions")
BELOW: Final = "below_rank"
WORDS: Final[Mapping[str, Callable[[Any], str]]] = {
    "CAD": formats.money,
    "USD": formats.us_money,
    "USD_each": lambda value: formats.us_money(value, "1"),
    "ratio": formats.percent,
    "rank": lambda value: formats.rank(int(value)),
    "count": formats.integer,
    "times": lambda value: formats.number(value, 1),
    "persons": formats.integer,
    "positions": formats.integer,
}


def of_row(row: Row, name: str = "amount") -> str:
    """The figure `name` of a row in the row's `unit`, or why it is not there.

    Units: CAD, USD, USD_each (per head, in full dollars), ratio, rank, count, persons, positions.
    KeyError for another one.
    """
    value, status, unit = row[name], row["status"], row["unit"]
    if unit in COUNTS:
        return _count(row, name)
    if value is None:
        return formats.missing(status, long=True)
    if unit == "count":
        return named(row) or (_("il n'y en a pas") if value == 0 else of_unit(value, unit))
    return of_unit(value, unit)


def of_unit(value: float, unit: str) -> str:
    """A known figure in its unit; KeyError for a unit that has no words."""
    return WORDS[unit](value)


def _count(row: Row, name: str) -> str:
    highest = row[f"{name}_high"]
    if row["status"] == BELOW and row[name] is None and highest is not None:
        return _("{mot}, {borne} au plus").format(
            mot=formats.missing(BELOW), borne=formats.integer(highest)
        )
    return intervals.of_row(row, name)


def named(row: Row) -> str:
    """The names of what a row counts, in the reader's language; empty when it has none."""
    return str(pick(row.get("name_fr") or "", row.get("name_en") or ""))
