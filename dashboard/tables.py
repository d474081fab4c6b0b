"""Shows a result as a table with translated headings, well-set figures and missing values in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import amounts, catalogue, formats, intervals
from dashboard.cards import ColumnCard
from dashboard.formats import Frequency
from dashboard.i18n import Language, _, language, use
from dashboard.indicators import Result, ask
from dashboard.presentation import Column, Presentation

HEIGHT = 420
MOST_STYLED, KEPT = 5_000, 64
MONTHS = (
    "ref_month", "period_end", "first_month", "last_month", "largest_month", "last_period",
    "valid_from", "valid_to",
)  # fmt: skip
COUNTS = ("persons", "positions")
OF_ROW = ("amount", "unit", "status")
AMOUNTS = ("CAD", "USD", *COUNTS)
SMALL = 10


def show(result: Result, columns: Sequence[str] = (), *, codes: bool = False) -> None:
    """Show `columns` of a result in order (all when empty), with its codes beside names if `codes`."""
    _shown(result, tuple(columns), language(), codes=codes)


@st.cache_data(max_entries=KEPT, show_spinner=False, hash_funcs={Result: Result.question})
def _shown(result: Result, columns: Sequence[str], lang: Language, *, codes: bool) -> None:
    """Draw a table once: to write it in words costs more than all else that a page does."""
    with use(lang):
        frequency: Frequency = result.params.get("frequency", "month")
        display(catalogue.presented(result, columns), frequency, codes=codes)


def in_language(result: Result, columns: Sequence[str]) -> None:
    """Show a code list: of its columns given twice (`name_fr`, `name_en`) only the reader's."""
    held = result.table.column_names
    names = [name if name in held else f"{name}_{language()}" for name in columns]
    presentation = catalogue.presented(result, names)
    frame = presentation.table.rename_columns(list(presentation.headings)).to_pandas()
    st.table(frame, hide_index=True, border="horizontal")


def display(presentation: Presentation, frequency: Frequency, *, codes: bool = True) -> None:
    """Show a presentation; figures sort as figures though they read in the reader's language.

    A count that has its bounds beside it reads with them, cell by cell: «supprimé (0 à 5)». The
    files keep the three columns apart.
    """
    table = presentation.table
    frame = table.to_pandas(types_mapper=pd.ArrowDtype)
    counted = [one.name for one in presentation.columns if is_bounded(one, table)]
    for name in counted:
        frame[name] = count_words(table, name, state_of(name, frame.columns))
    if set(OF_ROW) <= set(table.column_names):
        # Rows of several units: each figure reads in its own.
        frame[OF_ROW[0]] = [amounts.of_row(row) for row in table.to_pylist()]
        counted.append(OF_ROW[0])
    beside = {bound for name in counted for bound in intervals.columns(name)}
    missing = _missing_words(frame.drop(columns=[*beside]))
    shown = [
        name
        for name in table.column_names
        if (codes or not is_explained(name, presentation.lang, table)) and name not in beside
    ]
    styled = frame[shown].style
    if len(frame) <= MOST_STYLED:
        for column, kind in zip(presentation.columns, table.schema.types, strict=True):
            write = writer(column, kind, frequency)
            if write and column.name in shown and column.name not in counted:
                styled = styled.format(write, subset=[column.name], na_rep="")
    st.dataframe(
        styled,
        hide_index=True,
        height=min(HEIGHT, 38 + 35 * max(len(frame), 1)),
        column_config={
            column.name: st.column_config.Column(
                heading,
                help=_meaning(column, presentation.lang),
                alignment="right" if column.name in counted else None,
            )
            for column, heading in zip(presentation.columns, presentation.headings, strict=True)
            if column.name in shown
        },
        placeholder=missing,
    )


def dictionary(columns: Sequence[ColumnCard], source: str) -> None:
    """Show what each column of a table is: title, name, unit, meaning, and where figures come from."""
    lines = []
    for card in columns:
        parts = [f"**{card.title}** (`{card.name}`)", card.meaning]
        if card.unit:
            parts.append(_("Unité : {unite}").format(unite=unit_words(card.unit)))
            parts.append(_("Source : {liste}").format(liste=source))
        lines.append("- " + ". ".join(parts) + ".")
    st.markdown("\n".join(lines))


def unit_words(unit: str) -> str:
    """A unit of the column dictionary in words; a unit without a word stands for itself."""
    words = {
        "CAD": _("dollars canadiens courants"),
        "USD": _("dollars américains courants"),
        "persons": _("personnes"),
        "positions": _("postes"),
        "days": _("jours"),
        "degrees": _("degrés"),
    }
    return words.get(unit, unit)


def is_explained(name: str, lang: Language, table: pa.Table) -> bool:
    """Whether a column of codes has its names beside it."""
    return f"{name}_name_{lang}" in table.column_names


def is_bounded(column: Column, table: pa.Table) -> bool:
    """Whether a column counts persons or positions and has the columns of its bounds beside it."""
    beside = set(intervals.columns(column.name)) <= set(table.column_names)
    return column.unit in COUNTS and beside


def count_words(table: pa.Table, name: str, status: str | None) -> list[str]:
    """Each count in words, set right by spaces: the texts then sort as figures, hidden ones last."""
    wanted = [name, *intervals.columns(name), *([status] if status else [])]
    rows = table.select(wanted).to_pylist()
    words = [intervals.of_row(row, name, status or "") for row in rows]
    # The figure that a text begins with: «40 180» of «40 180 à 40 330», none of «supprimé (0 à 5)».
    first = [row[name] if row[name] is not None else row[wanted[1]] or None for row in rows]
    leads = [0 if figure is None else len(formats.integer(figure)) for figure in first]
    width = max(leads, default=0)
    return [
        f"{' ' * (width - lead)}{word}" if lead else word
        for word, lead in zip(words, leads, strict=True)
    ]


def _meaning(column: Column, lang: Language) -> str | None:
    return column.meaning.get(lang)


def writer(column: Column, kind: pa.DataType, frequency: Frequency) -> Callable[[Any], str] | None:
    """How one column's values read; None for those that read as they are."""
    if pa.types.is_date(kind):
        if column.name == "period":
            return lambda start: formats.period(start, frequency)
        return formats.month if column.name in MONTHS else formats.day
    if column.unit == "ratio":
        return formats.percent
    if column.unit == "points":
        return lambda difference: formats.points(difference, 2)
    if pa.types.is_integer(kind) or (column.unit in AMOUNTS and pa.types.is_floating(kind)):
        return formats.integer if column.unit else str
    return _decimal if pa.types.is_floating(kind) else None


def _decimal(value: float) -> str:
    """A number without a unit of its own: an index near 100 and one between 0 and 1 both read."""
    size = abs(value)
    return formats.number(value, 4 if 0 < size < 1 else 2 if size < SMALL else 1)


def valueless() -> set[str]:
    """The states of a value that is not there."""
    return {row["status"] for row in ask("catalogue/statuses").rows if not row["has_value"]}


def _missing_words(frame: pd.DataFrame) -> str:
    """What an empty cell says: the word of its status when all empty cells have the same one."""
    absent = valueless()
    found: set[str] = set()
    for name in frame.columns:
        status, empty = state_of(name, frame.columns), frame[name].isna()
        if empty.any():
            found |= set(frame[status][empty]) if status else {""}
    # A rate without its starting value has a status of its own part, not of its absence.
    return formats.missing(*found) if len(found) == 1 and found <= absent else _("sans valeur")


def state_of(name: str, columns: Collection[str]) -> str | None:
    """Which of `columns` says the state of column `name`, if any does."""
    stem, _underscore, rest = name.partition("_")
    candidates = (f"{name}_status", f"{stem}_status", f"status_{rest}", "status")
    return next((one for one in candidates if one in columns and one != name), None)
