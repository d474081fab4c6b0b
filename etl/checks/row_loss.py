"""Check: a downloaded file does not lose half of its source's rows: a truncated one can still be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from etl.checks import Check, Finding, Ground
from etl.source import Text

CHECK = Check(
    "row_loss",
    Text(
        "Aucune source téléchargée ne perd plus de la moitié de ses lignes d’une construction à "
        "l’autre.",
        "No downloaded source loses more than half of its rows from one build to the next.",
    ),
    "stop",
)
KEPT = 0.5


def find(ground: Ground) -> Iterator[Finding]:
    """Look for downloaded sources that shrank; one that went back to the snapshot did not."""
    live = {
        str(code)
        for (code,) in ground.con.execute(
            "select source from source where origin = 'live'"
        ).fetchall()
    }
    for table, now in counted(ground).items():
        lost = [
            (source, before)
            for (name, source), before in sorted(ground.before.items())
            if name == table and source in live and now.get(source, 0) < KEPT * before
        ]
        told = tuple(f"{source} : {before} → {now.get(source, 0)}" for source, before in lost)
        yield Finding(table, len(lost), told, sources=tuple(source for source, _ in lost))


def counted(ground: Ground) -> Mapping[str, dict[str, int]]:
    """Return the rows of every source in every table of figures."""
    return {
        table.table: {
            str(source): int(rows)
            for source, rows in ground.con.execute(
                f"select source, count(*) from {table.table} group by all"
            ).fetchall()
        }
        for table in ground.contracts.values()
        if table.observed
    }
