"""A result as it leaves the screen: codes, their labels beside them, headings; it writes no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.i18n import Language


@dataclass(frozen=True)
class Column:
    """What a reader must know of one column; `labels` gives {language: {code: name}} if coded."""

    name: str
    title: Mapping[Language, str]
    meaning: Mapping[Language, str] = field(default_factory=dict)
    unit: str = ""
    labels: Mapping[Language, Mapping[str, str]] = field(default_factory=dict)

    def heading(self, lang: Language) -> str:
        """The column's title in `lang`, or its machine name when it has none."""
        return self.title.get(lang) or self.name


@dataclass(frozen=True)
class Presentation:
    """Exactly what is displayed: `table` (machine names, display order) and one column each."""

    table: pa.Table
    columns: tuple[Column, ...]
    lang: Language

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in the interface's language, one per column."""
        return tuple(column.heading(self.lang) for column in self.columns)


def present(table: pa.Table, columns: Sequence[Column], lang: Language) -> Presentation:
    """Put beside every coded column the names of its codes in `lang`; keep all rows and codes.

    `columns` may be in any order; a column of `table` that none describes keeps its machine name.
    NaN and infinities become missing: no publisher gives them as figures.
    """
    known = {column.name: column for column in columns}
    arrays: list[pa.ChunkedArray] = []
    shown: list[Column] = []
    for name in table.column_names:
        column = known.get(name, Column(name, {}))
        values = _plain(table[name])
        names = column.labels.get(lang)
        if names is None:
            arrays.append(values)
            shown.append(column)
            continue
        arrays += [values, _named(values, names)]
        shown += [_code_column(column), _label_column(column, lang)]
    schema = pa.schema(
        [(column.name, array.type) for column, array in zip(shown, arrays, strict=True)]
    )
    return Presentation(pa.Table.from_arrays(arrays, schema=schema), tuple(shown), lang)


def _plain(values: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(values.type):
        values = values.cast(values.type.value_type)
    if pa.types.is_floating(values.type):
        values = pc.if_else(pc.is_finite(values), values, pa.scalar(None, values.type))
    return values


def _named(codes: pa.ChunkedArray, names: Mapping[str, str]) -> pa.ChunkedArray:
    """The name of each code; a code that the list does not know stands for itself."""
    codes = codes.cast(pa.string())
    found = pc.index_in(codes, value_set=pa.array(list(names), pa.string()))
    named = pc.take(pa.array(list(names.values()), pa.string()), found)
    return pc.coalesce(named, codes)


def _code_column(column: Column) -> Column:
    title = {language: f"{text} (code)" for language, text in column.title.items()}
    return Column(column.name, title, column.meaning, column.unit, column.labels)


def _label_column(column: Column, lang: Language) -> Column:
    return Column(f"{column.name}_name_{lang}", column.title, column.meaning)
