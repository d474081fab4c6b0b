"""Reads the period of each column from the header rows of an IRCC sheet, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from etl import ircc

Cells = Sequence[object]

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_YEAR = re.compile(r"([0-9]{4})(?:\.0)?")
_YEAR_TOTAL = re.compile(r"([0-9]{4})(?:\.0)?\s+total", re.IGNORECASE)
_QUARTER = re.compile(r"q([1-4])", re.IGNORECASE)
_QUARTER_TOTAL = re.compile(r"q([1-4])\s+total", re.IGNORECASE)


class HeaderError(Exception):
    """A header contradicts itself at `row`, `column` (both from 0); the message says how."""

    def __init__(self, row: int, column: int, why: str) -> None:
        super().__init__(why)
        self.row, self.column = row, column


@dataclass(frozen=True)
class Period:
    """What a column covers; `number` is the month or the quarter, 0 for a year."""

    unit: Literal["month", "quarter", "year"]
    year: int
    number: int = 0


@dataclass(frozen=True)
class Header:
    """Where a sheet's header ends (rows from 0), what stands over its labels, and the periods.

    Columns before the first period hold labels; a column without a period holds nothing.
    """

    last_row: int
    title: str
    periods: dict[int, Period]

    @property
    def labels(self) -> int:
        """How many columns of labels come before the periods."""
        return min(self.periods)


def read(rows: Sequence[Cells]) -> Header | None:
    """Find the header among the first rows of a sheet and read it; None when there is none.

    Two forms are known: years over quarters over months, and years alone. HeaderError when a
    period comes back, a total is not that of its block, or a month stands in another quarter.
    """
    for at, row in enumerate(rows):
        if any(_month(cell) for cell in row):
            return _by_month(rows, at)
    for at, row in enumerate(rows):
        if _is_years(row):
            periods = {c: Period("year", y) for c, cell in enumerate(row) if (y := year(cell))}
            return Header(at, _title(rows[at : at + 1]), _distinct(at, periods))
    return None


def year(cell: object) -> int | None:
    """Return the year that a cell holds (`2015`, `2015.0`, `"2015.0"`), else None."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    text = cell.strip() if isinstance(cell, str) else str(cell)
    found = _YEAR.fullmatch(text)
    return int(found[1]) if found and _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR else None


def _by_month(rows: Sequence[Cells], months: int) -> Header | None:
    """Read the form with months; its years and quarters are the two closest rows above."""
    years = next((at for at in range(months - 1, -1, -1) if any(map(year, rows[at]))), None)
    if years is None:
        return None
    width = max(len(row) for row in rows[years : months + 1])
    periods: dict[int, Period] = {}
    block, quarter = 0, 0
    for column in range(width):
        stack = [_text(row, column) for row in rows[years : months + 1]]
        block = year(stack[0]) or block
        quarter = next((int(q[1]) for t in stack if (q := _QUARTER.fullmatch(t))), quarter)
        period = _period(stack, block)
        if period is None:
            continue
        _check(months, column, period, block, quarter)
        periods[column] = period
    return Header(months, _title(rows[years : months + 1]), _distinct(months, periods))


def _period(stack: list[str], block: int) -> Period | None:
    """Return what a column's header cells, from the top, say that it covers."""
    for text in stack:
        if total := _YEAR_TOTAL.fullmatch(text):
            return Period("year", int(total[1]))
    if total := _QUARTER_TOTAL.fullmatch(stack[-1]):
        return Period("quarter", block, int(total[1]))
    number = ircc.month(stack[-1])
    return Period("month", block, number) if number else None


def _check(row: int, column: int, period: Period, block: int, quarter: int) -> None:
    """Refuse a column whose cells do not agree with the block they stand in."""
    if not block or period.year != block:
        raise HeaderError(row, column, f"une colonne de {period.year} dans le bloc de {block}")
    expected = (period.number + 2) // 3 if period.unit == "month" else period.number
    if period.unit != "year" and quarter and expected != quarter:
        raise HeaderError(
            row, column, f"le mois ou le total {period.number} sous le trimestre {quarter}"
        )


def _distinct(row: int, periods: dict[int, Period]) -> dict[int, Period]:
    seen: dict[Period, int] = {}
    for column, period in periods.items():
        if period in seen:
            raise HeaderError(row, column, f"la période {period} revient")
        seen[period] = column
    return periods


def _is_years(row: Cells) -> bool:
    """Whether a row holds years that follow each other, and nothing else after the first one."""
    found = [year(cell) for cell in row]
    start = next((at for at, value in enumerate(found) if value), None)
    if start is None:
        return False
    values = [
        (cell, value)
        for cell, value in zip(row[start:], found[start:], strict=True)
        if cell not in (None, "")
    ]
    years = [value for _, value in values if value]
    return len(years) == len(values) and years == sorted(set(years))


def _title(rows: Sequence[Cells]) -> str:
    """Return the first text of the header: what its labels are."""
    texts = (_text(row, column) for row in rows for column in range(len(row)))
    return next((text for text in texts if text), "")


def _month(cell: object) -> bool:
    return isinstance(cell, str) and ircc.month(cell) is not None


def _text(row: Cells, column: int) -> str:
    """Return a cell's text; a year written as a number reads like one written as text."""
    cell = row[column] if column < len(row) else None
    return "" if cell is None else str(cell).strip()
