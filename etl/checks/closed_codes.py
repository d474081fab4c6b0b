"""Check: every code is in the list of its column."""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import EXAMPLES_SHOWN, Check, Finding, Ground
from etl.source import Text

CHECK = Check(
    "closed_codes",
    Text("Tous les codes sont dans leur liste.", "All codes are in their list."),
    "stop",
)


def find(ground: Ground) -> Iterator[Finding]:
    """Look for codes that the published list does not hold, column by column."""
    lists: dict[str, set[str]] = {}
    for table in ground.contracts.values():
        present = ground.codes(table)
        for column in table.columns:
            if column.codes and column.codes in ground.contracts and column.codes != table.table:
                if column.codes not in lists:
                    lists[column.codes] = _codes(ground, column.codes)
                unknown = [c for c in present[column.name] if c not in lists[column.codes]]
                yield Finding(
                    table.table, len(unknown), tuple(unknown[:EXAMPLES_SHOWN]), column.name
                )


def _codes(ground: Ground, name: str) -> set[str]:
    first = ground.contracts[name].key[0]
    rows = ground.con.execute(f"select {first}::varchar from {name}").fetchall()
    return {str(row[0]) for row in rows}
