"""The filters of one published table, made from its own description and its extract query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard import builds, catalogue, filters, queries
from dashboard.cards import ColumnCard, TableCard
from dashboard.i18n import _

PERIOD = ("since", "until")
ACROSS = 3


def choose(table: TableCard) -> dict[str, Any]:
    """Show one filter per dimension and return the parameters of `extract/<table>` but `max_rows`."""
    query = queries.find(f"extract/{table.name}")
    dimensions = [card for card in catalogue.columns(table.name) if card.name in query.parameters]
    chosen: dict[str, Any] = {}
    with filters.notices_in(st.container()):
        for start in range(0, len(dimensions), ACROSS):
            row = dimensions[start : start + ACROSS]
            # One empty place at most: on a phone each takes a line.
            spare = [ACROSS - len(row)] if len(row) < ACROSS else []
            for place, column in zip(st.columns([1] * len(row) + spare), row, strict=False):
                with place:
                    chosen[column.name] = _dimension(table, column)
        if set(PERIOD) <= query.parameters:
            chosen |= dict(zip(PERIOD, _period(table), strict=True))
        filters.only("table", *chosen)
    return chosen


def _dimension(table: TableCard, column: ColumnCard) -> tuple[str, ...]:
    names = _names(table, column)
    return filters.several(
        column.title,
        _options(table, column, names),
        key=column.name,
        labels={code: f"{name} ({code})" for code, name in names.items()},
        help=_("{sens}. Sans choix, aucun filtre.").format(sens=column.meaning),
    )


def _names(table: TableCard, column: ColumnCard) -> Mapping[str, str]:
    if column.codes:
        return catalogue.labels(column.codes)
    if table.name in catalogue.LISTS:
        return catalogue.labels(table.name)
    return {card.name: card.title for card in catalogue.tables()}


def _options(table: TableCard, column: ColumnCard, names: Mapping[str, str]) -> Sequence[str]:
    """The codes that the table really holds, by name."""
    codes = builds.current().codes(table.name, column.name) if column.codes else list(names)
    return filters.by_name(codes, names)


def _period(table: TableCard) -> tuple[Any, Any]:
    if table.period != "ref_year":
        first, last = date.fromisoformat(table.first_period), date.fromisoformat(table.last_period)
        return filters.month_range(first, last)
    return filters.year_range(int(table.first_period), int(table.last_period))
