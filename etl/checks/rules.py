"""Check: every row respects the rules of its contract."""

from __future__ import annotations

from collections.abc import Iterator

from etl import contract
from etl.checks import Check, Finding, Ground
from etl.source import Text

CHECK = Check(
    "rules",
    Text(
        "Toutes les lignes respectent la règle du contrat.", "All rows respect the contract's rule."
    ),
    "stop",
)


def find(ground: Ground) -> Iterator[Finding]:
    """Look for rows that break a rule, rule by rule."""
    for table in ground.contracts.values():
        broken = contract.broken_checks(ground.con, table)
        key = ", ".join(table.key)
        for rule in table.checks:
            offenders = f"select {key} from {table.table} where not ({rule})"
            yield (
                ground.look(table.table, offenders, about=rule)
                if rule in broken
                else Finding(table.table, about=rule)
            )
