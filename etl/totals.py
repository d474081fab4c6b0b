"""Makes a published table that is another's sum: smaller, it answers what asks for no detail."""

from __future__ import annotations

import duckdb

from etl.contract import Contract

# Wide enough for what publishers write, and exact: the order in which it is added up leaves no trace.
_SUMMED = {"bigint": "hugeint", "double": "decimal(38, 6)"}


def of(contracts: dict[str, Contract], table: str) -> list[Contract]:
    """Return the contracts of the tables that are sums of `table`."""
    return [contract for contract in contracts.values() if contract.totals_of == table]


def relation(con: duckdb.DuckDBPyConnection, contract: Contract, detail: str) -> str:
    """Return a view of the rows of `detail` added up over the columns that the contract lacks.

    `detail` is a relation or a Parquet file's quoted path. A figure is missing where one of those
    that it adds up is: part of a sum is no sum.
    """
    name = f"totals_{contract.table}"
    columns = ", ".join(
        f"case when count({column.name}) = count(*) "
        f"then sum({column.name}::{_SUMMED[column.type]})::{column.type} end as {column.name}"
        if column.type in _SUMMED
        else column.name
        for column in contract.columns
    )
    con.execute(
        f"create or replace temp view {name} as select {columns} from {detail} group by all"
    )
    return name
