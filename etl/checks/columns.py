"""Check: the columns of a table are those of its contract, in order."""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import Check, Finding, Ground
from etl.source import Text

CHECK = Check(
    "columns",
    Text("Les colonnes sont celles du contrat.", "The columns are the contract's."),
    "stop",
)


def find(ground: Ground) -> Iterator[Finding]:
    """Compare every table's columns with its contract."""
    described = ground.con.execute(
        "select table_name, list(column_name order by column_index) from duckdb_columns() "
        "group by all"
    ).fetchall()
    columns = {str(name): tuple(held) for name, held in described}
    for table in ground.contracts.values():
        held = columns.get(table.table, ())
        same = held == table.names
        yield Finding(table.table, int(not same), () if same else (", ".join(held),))
