"""Check: a series of totals has no hole between its first and its last month."""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import Check, Finding, Ground, with_values
from etl.source import Text

CHECK = Check(
    "month_continuity",
    Text(
        "Aucun mois ne manque entre le premier et le dernier d’une source.",
        "No month is missing between the first and the last of a source.",
    ),
    "warn",
)


def find(ground: Ground) -> Iterator[Finding]:
    """Look for months that a source skips; a country may have none, its source may not."""
    for table, _value in with_values(ground):
        if table.period == "ref_month":
            yield ground.look(
                table.table,
                "select source::varchar as source, ref_month as after, next_month as before from ("
                "select source, ref_month, "
                "lead(ref_month) over (partition by source order by ref_month) as next_month "
                f"from (select distinct source, ref_month from {table.table})) "
                "where next_month > ref_month + interval 1 month",
            )
