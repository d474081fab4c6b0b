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
    for table in ground.contracts.values():
        described = ground.con.execute(f"describe {table.table}").fetchall()
        held = tuple(str(row[0]) for row in described)
        same = held == table.names
        yield Finding(table.table, int(not same), () if same else (", ".join(held),))
