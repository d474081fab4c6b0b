"""Check: two sources that publish the same series agree, within the rounding of the coarser one."""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import Check, Finding, Ground
from etl.source import Text

CHECK = Check(
    "between_sources",
    Text(
        "Deux sources d’une même série s’accordent au millier de dollars ; un écart vient "
        "d’éditions différentes, dont les dates sont données.",
        "Two sources of one series agree to the nearest thousand dollars; a gap comes from different "
        "editions, whose dates are given.",
    ),
    "warn",
)
ROUNDING_CAD = 1_000


def find(ground: Ground) -> Iterator[Finding]:
    """Look for the same trade series, month by month, in two sources with another value."""
    yield ground.look(
        "trade_partner_monthly",
        f"""
        select
            geo::varchar as geo, partner::varchar as partner, flow::varchar as flow, ref_month,
            first.source::varchar as source, first.value_cad, first.vintage,
            second.source::varchar as other, second.value_cad as other_cad,
            second.vintage as other_vintage
        from trade_partner_monthly as first
        inner join trade_partner_monthly as second using (geo, partner, section, flow, ref_month)
        where
            first.source::varchar < second.source::varchar
            and abs(first.value_cad - second.value_cad) > {ROUNDING_CAD}
        order by abs(first.value_cad - second.value_cad) desc
        """,
    )
