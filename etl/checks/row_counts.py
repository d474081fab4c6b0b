"""Check: no source has fewer rows than in the build before."""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import Check, Finding, Ground
from etl.checks.row_loss import counted
from etl.source import Text

CHECK = Check(
    "row_counts",
    Text(
        "Aucune source n’a moins de lignes que dans la construction précédente.",
        "No source has fewer rows than in the build before.",
    ),
    "warn",
)


def find(ground: Ground) -> Iterator[Finding]:
    """Compare the rows of every source, table by table, with the build before."""
    for table, now in counted(ground).items():
        fewer = [
            f"{source} : {before} → {now.get(source, 0)}"
            for (name, source), before in sorted(ground.before.items())
            if name == table and now.get(source, 0) < before
        ]
        yield Finding(table, len(fewer), tuple(fewer))
