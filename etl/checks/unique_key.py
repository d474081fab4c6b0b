"""Check: a key names one row; tables are sorted by their key, so a key that comes back is next."""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import Check, Finding, Ground
from etl.source import Text

CHECK = Check(
    "unique_key",
    Text("Chaque clé ne désigne qu’une observation.", "Each key names one observation only."),
    "stop",
)


def find(ground: Ground) -> Iterator[Finding]:
    """Look for a row that is not after the row before it: in the order of the key, and of the years
    before it where each year is a file. No two rows are alike when all are in order."""
    for table in ground.contracts.values():
        if table.table in ground.settled:
            yield Finding(table.table)
            continue
        key = ", ".join(table.key)
        order = f"year({table.period}), {key}" if table.is_partitioned else key
        again = f"qualify row({order}) <= lag(row({order})) over ()"
        yield ground.look(table.table, f"select {key} from {table.table} {again}")
