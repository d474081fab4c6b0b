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
    """Look for a row whose key is not after the row before's, of the same part if it has parts."""
    for table in ground.contracts.values():
        if table.table in ground.settled:
            yield Finding(table.table)
            continue
        key = ", ".join(table.key)
        rows = f"select {key} from {table.table}"
        again = f"qualify row({key}) <= lag(row({key})) over ()"
        if table.is_partitioned:
            part = f"year({table.period})"
            again += f" and {part} = lag({part}) over ()"
        yield ground.look(table.table, f"{rows} {again}")
