"""Loads the code lists that are published as tables, and declares their codes; it reads no source."""

from __future__ import annotations

import duckdb
import numpy as np

from etl import codes, contract
from etl.contract import Contract
from etl.source import Entry


def load(
    con: duckdb.DuckDBPyConnection, contracts: dict[str, Contract], entries: dict[str, Entry]
) -> list[str]:
    """Load every table that a code list of its name fills, declare its codes, return the names."""
    dimensions = [name for name in contracts if codes.exists(name)]
    # A list that is held to others comes after them.
    dimensions.sort(key=lambda name: any(column.codes for column in contracts[name].columns))
    for name in dimensions:
        contract.create(con, contracts[name])
        contract.load(con, contracts[name], _cast(con, contracts[name]), f"etl/codes/{name}.csv")
        contract.settle(con, contracts[name])
        key, *others = contracts[name].key
        if others:
            continue
        known = con.execute(f"select {key} from {name}").fetchall()
        contract.declare_codes(con, name, (str(row[0]) for row in known))
    contract.declare_codes(con, "source", entries)
    return dimensions


def _cast(con: duckdb.DuckDBPyConnection, table: Contract) -> str:
    """Create a view of a code file, cast, in the order of the key; an empty text stays one, never null."""
    rows = codes.read(table.table)
    texts = {name: np.array([row[name] for row in rows], dtype=object) for name in table.names}
    # To make an array of Arrow would import pandas: a third of a second.
    con.register(f"code_file_{table.table}", texts)
    columns = ", ".join(
        c.name if c.type == "varchar" else f"nullif({c.name}, '')::{c.type} as {c.name}"
        for c in table.columns
    )
    con.execute(
        f"create temp view cast_{table.table} as select {columns} from code_file_{table.table} "
        f"order by {', '.join(table.key)}"
    )
    return f"cast_{table.table}"
