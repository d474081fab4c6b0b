"""Check: an edition does not revise a total beyond what its publisher has been seen to do."""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import Check, Finding, Ground
from etl.source import Text

# The largest real revision of a monthly total seen so far is 5.1 % (Québec's imports of 2026).
THRESHOLD = 0.10
CHECK = Check(
    "revision_size",
    Text(
        "Aucun total de tous les pays n’est révisé de plus de 10 % ; la plus forte révision vue "
        "jusqu’ici est de 5 % ; au-delà, un fichier est à vérifier.",
        "No all-countries total is revised by more than 10%; the largest revision seen so far "
        "is 5%; beyond that, a file is to be verified.",
    ),
    "warn",
)


def find(ground: Ground) -> Iterator[Finding]:
    """Look for totals that an edition revised by more than the threshold."""
    yield ground.look(
        "revision",
        "select table_name, source, geo, measure, detail, ref_period, value_before, value_after, "
        "vintage from revision where partner = 'WLD' and kind = 'revised' "
        f"and abs(change) > {THRESHOLD} * abs(value_before) order by abs(change) desc",
    )
