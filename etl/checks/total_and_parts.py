"""Check: the total of all countries is the sum of its partners, within the publisher's rounding."""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import Check, Finding, Ground
from etl.source import Text

CHECK = Check(
    "total_and_parts",
    Text(
        "Le total égale la somme des partenaires, à l’arrondi de l’éditeur près.",
        "The total equals the sum of the partners, within the publisher's rounding.",
    ),
    "warn",
)
ROUNDING_CAD = 10_000


def find(ground: Ground) -> Iterator[Finding]:
    """Look for totals that differ from their parts where every part is published."""
    for name in ("trade_partner_monthly", "trade_partner_annual"):
        period = ground.contracts[name].period
        yield ground.look(
            name,
            f"select geo, section, flow, {period}, source, "
            "sum(value_cad) filter (where partner = 'WLD') as total, "
            "sum(value_cad) filter (where partner <> 'WLD') as parts "
            f"from {name} group by all "
            "having count(*) filter (where partner = 'WLD') = 1 and count(*) > 1 "
            "and count(*) = count(value_cad) "
            f"and abs(total - parts) > {ROUNDING_CAD}",
        )
