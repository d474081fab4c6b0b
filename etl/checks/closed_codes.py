"""Check: every code is in the list of its column."""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import Check, Finding, Ground
from etl.source import Text

CHECK = Check(
    "closed_codes",
    Text("Tous les codes sont dans leur liste.", "All codes are in their list."),
    "stop",
)


def find(ground: Ground) -> Iterator[Finding]:
    """Look for codes that the published list does not hold, column by column."""
    for table in ground.contracts.values():
        for column in table.columns:
            if column.codes and column.codes in ground.contracts and column.codes != table.table:
                first = ground.contracts[column.codes].key[0]
                yield ground.look(
                    table.table,
                    f"select distinct {column.name}::varchar as code from {table.table} "
                    f"where {column.name} is not null and {column.name}::varchar not in "
                    f"(select {first}::varchar from {column.codes})",
                    about=column.name,
                )
