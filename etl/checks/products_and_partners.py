"""Check: the sums of trade by product are those of the tables by partner, within their rounding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

from etl import reconciliation
from etl.checks import EXAMPLES_SHOWN, Check, Finding, Ground
from etl.source import Text

CHECK = Check(
    "products_and_partners",
    Text(
        "Les sommes du commerce par produit égalent les tables par partenaire, à leur arrondi "
        "près ; un écart entre éditions différentes en donne les dates.",
        "The sums of trade by product equal the tables by partner, within their rounding; a gap "
        "between different editions gives their dates.",
    ),
    "warn",
)


def find(ground: Ground) -> Iterator[Finding]:
    """Compare every cell that both have, with one finding for each table by partner."""
    for found in reconciliation.compare(ground.con):
        examples = tuple(
            " / ".join(str(value) for value in astuple(gap)) for gap in found.gaps[:EXAMPLES_SHOWN]
        )
        about = f"{found.source} ({found.compared})"
        yield Finding("trade_product_monthly", len(found.gaps), examples, about)
