"""Check: no figure is below zero."""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import Check, Finding, Ground, with_values
from etl.source import Text

CHECK = Check(
    "not_negative", Text("Aucune valeur n’est négative.", "No value is negative."), "warn"
)


def find(ground: Ground) -> Iterator[Finding]:
    """Look for negative figures, but for GDP: changes of stocks and balances may be."""
    for table, value in with_values(ground):
        if not table.table.startswith("gdp_"):
            yield ground.look(
                table.table,
                f"select {', '.join(table.key)}, {value} from {table.table} where {value} < 0",
            )
