"""A result's table as plain text, for a document: the words of the page's own table, cut to fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from dashboard import amounts, catalogue, formats, intervals, tables
from dashboard.formats import Frequency
from dashboard.i18n import _
from dashboard.indicators import Result
from dashboard.presentation import Column, Presentation

Row = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """A table as text, row by row; `numeric` says which columns stand right, `total` counts all rows."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    total: int


def first(result: Result, columns: Sequence[str], *, rows: int, across: int) -> Words:
    """The first `rows` and the first `across` columns of a result as the page's table has them.

    Names stand for codes and no column says a state: an empty cell says the word of its own.
    """
    presentation = catalogue.presented(result, columns)
    shown = [
        (at, column)
        for at, column in enumerate(presentation.columns)
        if _is_shown(column, presentation)
    ][:across]
    cut = presentation.table.slice(0, rows)
    frequency: Frequency = result.params.get("frequency", "month")
    cells = [_cells(column, cut, frequency) for _at, column in shown]
    return Words(
        headings=tuple(presentation.headings[at] for at, _column in shown),
        rows=tuple(zip(*cells, strict=True)),
        numeric=tuple(_is_number(column, presentation.table) for _at, column in shown),
        total=len(result),
    )


def _is_shown(column: Column, presentation: Presentation) -> bool:
    name, names = column.name, presentation.table.column_names
    is_bound = any(name in intervals.columns(other) for other in names)
    is_state = "status" in name.split("_")
    return not (
        is_bound or is_state or tables.is_explained(name, presentation.lang, presentation.table)
    )


def _is_number(column: Column, table: pa.Table) -> bool:
    kind = table.schema.field(column.name).type
    return bool(column.unit) or pa.types.is_floating(kind)


def _cells(column: Column, table: pa.Table, frequency: Frequency) -> list[str]:
    name, kind = column.name, table.schema.field(column.name).type
    state = tables.state_of(name, table.column_names)
    if tables.is_bounded(column, table):
        return [text.strip() for text in tables.count_words(table, name, state)]
    if name == tables.OF_ROW[0] and set(tables.OF_ROW) <= set(table.column_names):
        # Rows of several units: each figure reads in its own.
        return [amounts.of_row(row) for row in table.to_pylist()]
    write = tables.writer(column, kind, frequency) or str
    return [
        _absent(row, state) if row[name] is None else write(row[name]) for row in table.to_pylist()
    ]


def _absent(row: Row, state: str | None) -> str:
    status = row.get(state) if state else None
    return formats.missing(status) if status in tables.valueless() else _("sans valeur")
