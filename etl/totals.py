"""Makes a published table that is another's sum: smaller, it answers what asks for no detail."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from etl.contract import Contract

# Wide enough for what publishers write, and exact: the order in which it is added up leaves no trace.
_SUMMED = {"bigint": "hugeint", "double": "decimal(38, 6)"}


def of(contracts: dict[str, Contract], table: str) -> list[Contract]:
    """Return the contracts of the tables that are sums of `table`."""
    return [contract for contract in contracts.values() if contract.totals_of == table]


def summed(con: duckdb.DuckDBPyConnection, contract: Contract, rows: pa.Table) -> pa.Table:
    """Return the rows of the detail added up over the columns that the contract lacks, in the order
    of its key.

    A figure is missing where one of those that it adds up is: part of a sum is no sum. Codes are
    added up by their places in their dictionaries, in a sixth of the time that texts take.
    """
    rows = rows.select(list(contract.names)).combine_chunks()
    detail = {name: rows[name].chunk(0) for name in contract.names}
    lists = {n: c.dictionary for n, c in detail.items() if isinstance(c, pa.DictionaryArray)}
    columns = ", ".join(
        f"case when count({column.name}) = count(*) "
        f"then sum({column.name}::{_SUMMED[column.type]})::{column.type} end as {column.name}"
        if column.type in _SUMMED
        else column.name
        for column in contract.columns
    )
    with con.cursor() as own:
        places = {n: c.indices if n in lists else c for n, c in detail.items()}
        own.register("detail", pa.table(places))
        sums = own.sql(
            f"select {columns} from detail group by all order by {', '.join(contract.key)}"
        ).to_arrow_table()
    summed = {name: sums[name].combine_chunks() for name in contract.names}
    for name, codes in lists.items():
        summed[name] = pa.DictionaryArray.from_arrays(summed[name], codes)
    return pa.table(summed)
