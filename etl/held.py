"""Holds the rows of a part to its table's contract where its parser left them; it loads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from etl import contract
from etl.arrow_numbers import ranks
from etl.contract import Column, Contract, ContractError, DuplicateError

Flags = npt.NDArray[np.bool_]


def hold(con: duckdb.DuckDBPyConnection, table: Contract, rows: pa.Table, origin: str) -> pa.Table:
    """Give rows the table's name in this session and return them in its columns' order, or refuse
    them all.

    ContractError when columns, types, missing values, checks or codes are not as the contract says,
    DuplicateError when a row does not come after the one before in the order of the key: a part is
    written as it stands. `origin` says whose rows they are.
    """
    contract.hold_to_columns(table, rows.column_names, origin)
    rows = rows.select(list(table.names)).combine_chunks()
    con.register(table.table, rows)
    described = con.execute(f"describe {table.table}").fetchall()
    types = {str(name): str(type_) for name, type_, *_ in described}
    for column in table.columns:
        if reason := _misfit(column, types[column.name], rows[column.name], table.key):
            raise ContractError(f"{origin} : {table.table} refuse ces données ; {reason}.")
    contract.hold_to_checks(con, table, origin)
    contract.hold_to_codes(con, table, table.table, origin)
    _hold_to_order(table, rows, origin)
    return rows


def _misfit(column: Column, given: str, values: pa.ChunkedArray, key: Sequence[str]) -> str:
    """Say in what the values of a column, of DuckDB's type `given`, are not as the contract says."""
    type_ = "VARCHAR" if column.codes else column.type.upper()
    if given != type_:
        return f"{column.name} est de type {given} au lieu de {type_}"
    if values.null_count and (not column.nullable or column.name in key):
        return f"{values.null_count} ligne(s) n'ont pas de valeur de {column.name}"
    # `ranks` stands for the texts only when each has one place, in their order.
    if type_ == "VARCHAR" and not all(map(_is_coded, values.chunks)):
        return f"les textes de {column.name} ne sont pas donnés par un dictionnaire trié"
    return ""


def _is_coded(values: pa.Array) -> bool:
    if not isinstance(values, pa.DictionaryArray) or values.dictionary.null_count:
        return False
    texts = values.dictionary.to_pylist()
    return all(one < other for one, other in pairwise(texts))


def changes(rows: pa.Table, names: Sequence[str]) -> Flags:
    """Return where a row differs from the one before in any of these columns; the first one does."""
    changed = _first(len(rows))
    for name in names:
        values = ranks(rows[name].chunk(0))
        changed[1:] |= values[1:] != values[:-1]
    return changed


def _hold_to_order(table: Contract, rows: pa.Table, origin: str) -> None:
    """Raise DuplicateError with the first rows that do not come after the one before."""
    is_later = _first(len(rows))
    is_same: Flags = ~is_later
    for name in table.key:
        values = ranks(rows[name].chunk(0))
        is_later[1:] |= is_same[1:] & (values[1:] > values[:-1])
        is_same[1:] &= values[1:] == values[:-1]
    late = np.flatnonzero(~is_later)[: contract.EXAMPLES_SHOWN]
    if late.size:
        keys = ["/".join(str(rows[name][int(at)]) for name in table.key) for at in late]
        raise DuplicateError(
            f"{origin} : {table.table}, la clé ({', '.join(table.key)}) revient plus d'une fois "
            f"ou n'est pas dans son ordre, par exemple {' ; '.join(keys)}.",
            (),
        )


def _first(rows: int) -> Flags:
    """Return the flags of that many rows, of which the first one's is up."""
    flags = np.zeros(rows, np.bool_)
    flags[:1] = True
    return flags
