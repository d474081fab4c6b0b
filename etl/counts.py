"""Counts of persons and positions: reads how they are written, keeps what is hidden; opens no file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from etl import contract

Row = Mapping[str, Any]

_PLAIN = re.compile(r"[0-9]+(?:\.0)?")
# One file keeps to one separator: a comma, or a plain, no-break or narrow no-break space.
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?P<mark>[, \u00a0\u202f])[0-9]{3})(?:(?P=mark)[0-9]{3})*")


@dataclass(frozen=True)
class Count:
    """One published count: its value, or why there is none, and the interval it is known to lie in.

    `low` and `high` are inclusive, and None when the publisher gives the exact count or no bound.
    """

    value: int | None
    status: str
    low: int | None
    high: int | None


def number(cell: object) -> int:
    """Read a whole number that is not negative: `15`, `15.0`, `"1,234"`, `"1 234"`.

    ValueError for anything else, marks of missing values included: what they mean is the
    publisher's to say.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if cell >= 0 and float(cell).is_integer():
            return int(cell)
    elif isinstance(cell, str):
        text = cell.strip()
        if _PLAIN.fullmatch(text):
            return int(text.removesuffix(".0"))
        if _GROUPED.fullmatch(text):
            return int(re.sub(r"[^0-9]", "", text))
    raise ValueError(f"{cell!r} n'est pas un nombre entier")


def exact(value: int) -> Count:
    """Return a count that the publisher gives to the unit."""
    return Count(value, "normal", None, None)


def rounded(value: int, base: int) -> Count:
    """Return a count rounded to the nearest multiple of `base`; a nil one is nil.

    ValueError when the value is no multiple: its interval would be a false promise.
    """
    if value % base:
        raise ValueError(f"{value} n'est pas un multiple de {base}")
    reach = base // 2 if value else 0
    return Count(value, "normal", value - reach, value + reach)


def hidden(low: int, high: int) -> Count:
    """Return a count that the publisher hides, and the interval that it hides it in."""
    return Count(None, "suppressed", low, high)


def relation(con: duckdb.DuckDBPyConnection, name: str, table: str, rows: Iterable[Row]) -> str:
    """Create the temp table `name` with exactly the columns of the published table; return `name`.

    Dates are given as ISO texts. KeyError when a row lacks a column or has one too many.
    """
    columns = contract.read(contract.SCHEMAS / f"{table}.yml").columns
    names = {column.name for column in columns}
    listed = list(rows)
    for row in listed:
        if row.keys() != names:
            raise KeyError(f"{table}: {sorted(names ^ row.keys())}")
    structure = json.dumps([{column.name: column.type for column in columns}])
    con.execute(
        f"create or replace temp table {name} as "
        "select unnest(from_json($rows::json, $structure), recursive := true)",
        {"rows": json.dumps(listed, ensure_ascii=False), "structure": structure},
    )
    return name


def cells(count: Count) -> dict[str, Any]:
    """Return a count as the four columns that every table of counts has."""
    return {
        "value": count.value,
        "status": count.status,
        "value_low": count.low,
        "value_high": count.high,
    }
