"""Sets an answer in long rows as a table of facts by countries; a figure keeps its unit and period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard import amounts, catalogue, formats
from dashboard.i18n import _
from dashboard.indicators import Result
from dashboard.narrative import partner
from dashboard.table_words import Words

Row = Mapping[str, Any]
# Units that the figure itself does not say.
SAID = ("persons", "positions")


def show(result: Result) -> None:
    """Show rows of facts and columns of countries; on a telephone each fact lists its countries."""
    st.html(html(result))


def figures(result: Result) -> dict[tuple[str, str], list[str]]:
    """The figures in words, country by country, for each pair of a fact's name and a geography."""
    name = catalogue.of_column("fact")
    found: dict[tuple[str, str], list[str]] = {}
    for row in result.rows:
        found.setdefault((name(row["fact"]), row["geo"]), []).append(amounts.of_row(row))
    return found


def html(result: Result) -> str:
    """The table as HTML; every text in it is escaped."""
    rows = result.rows
    names = [partner(code) for code in dict.fromkeys(row["partner"] for row in rows)]
    heading = escape(_("Fait"))
    return (
        f'<table class="compare"><thead><tr><th scope="col">{heading}</th>'
        + "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
        + "</tr></thead>"
        + "".join(
            _group(topic, list(held), len(names))
            for topic, held in groupby(rows, key=lambda row: row["topic"])
        )
        + "</table>"
    )


def words(result: Result) -> Words:
    """The same table as text, for a note; changes over a year are left to the page."""
    names = [partner(code) for code in dict.fromkeys(row["partner"] for row in result.rows)]
    lines: list[tuple[str, ...]] = []
    for topic, held in groupby(result.rows, key=lambda row: row["topic"]):
        # Which country's trade it is stands in the topic.
        lines.append((catalogue.of_column("topic")(topic), *("" for _name in names)))
        lines += [_texts(list(rows)) for _line, rows in groupby(held, key=lambda row: row["line"])]
    return Words(
        headings=(_("Fait"), *names),
        rows=tuple(lines),
        numeric=(False, *(True for _name in names)),
        total=len(lines),
    )


def _texts(rows: Sequence[Row]) -> tuple[str, ...]:
    common, beneath = _common(rows)
    fact = catalogue.of_column("fact")(rows[0]["fact"])
    cells = (_dated(row, common) for row in rows)
    return (f"{fact} ({beneath})" if beneath else fact, *cells)


def _dated(row: Row, common: str) -> str:
    """A figure, with its period when it is not that of all."""
    said = amounts.of_row(row)
    return said if common or row["period_end"] is None else f"{said} ({_period(row)})"


def _group(topic: str, rows: Sequence[Row], across: int) -> str:
    title = escape(catalogue.of_column("topic")(topic))
    lines = (list(held) for _line, held in groupby(rows, key=lambda row: row["line"]))
    return (
        f'<tbody><tr><th scope="rowgroup" colspan="{across + 1}">{title}</th></tr>'
        + "".join(map(_line, lines))
        + "</tbody>"
    )


def _line(rows: Sequence[Row]) -> str:
    """One fact: its name, unit and period when they are those of all, then a cell for each country."""
    common, beneath = _common(rows)
    head = f"{escape(catalogue.of_column('fact')(rows[0]['fact']))}<small>{escape(beneath)}</small>"
    return (
        f'<tr><th scope="row">{head}</th>' + "".join(_cell(row, common) for row in rows) + "</tr>"
    )


def _common(rows: Sequence[Row]) -> tuple[str, str]:
    """The period that all countries share, if they do, and what is said under the fact's name."""
    periods = {_period(row) for row in rows if row["period_end"] is not None}
    common = next(iter(periods)) if len(periods) == 1 else ""
    unit = catalogue.of_column("unit")(rows[0]["unit"]) if rows[0]["unit"] in SAID else ""
    return common, " · ".join(filter(None, (unit, common)))


def _notes(row: Row, common: str) -> list[str]:
    """What is said under a figure: its change, and its period when it is not that of all."""
    notes = []
    if row["growth"] is not None:
        change = formats.percent(row["growth"], signed=True)
        notes.append(_("{variation} sur un an").format(variation=change))
    if row["period_end"] is not None and not common:
        notes.append(_period(row))
    return notes


def _cell(row: Row, common: str) -> str:
    # A zero is a figure; what is not there is set apart from it.
    kind = ' class="absent"' if row["amount"] is None else ""
    return (
        f'<td data-label="{escape(partner(row["partner"]))}"{kind}>{escape(amounts.of_row(row))}'
        + "".join(f"<small>{escape(note)}</small>" for note in _notes(row, common))
        + "</td>"
    )


def _period(row: Row) -> str:
    return formats.period(row["period_end"], row["frequency"])
