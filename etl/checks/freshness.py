"""Check: no source is late by more than its own rhythm and lag allow."""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import Check, Finding, Ground
from etl.source import Text

CHECK = Check(
    "freshness",
    Text(
        "Chaque source chargée a la dernière période attendue, d’après sa fréquence et son délai de diffusion.",
        "Each loaded source holds the latest period expected from its release frequency and lag.",
    ),
    "warn",
)
MONTHS = {"monthly": 1, "quarterly": 3, "annual": 12}
GRACE_DAYS = {"monthly": 10, "quarterly": 20, "annual": 60}


def find(ground: Ground) -> Iterator[Finding]:
    """Look for the sources whose next period should have been here by now."""
    cases = " ".join(
        f"when '{rhythm}' then to_months({2 * months}) + to_days(lag_days + {GRACE_DAYS[rhythm]})"
        for rhythm, months in MONTHS.items()
    )
    yield ground.look(
        "source",
        "select source, last_period, vintage from source "
        "where origin <> 'not_loaded' and licence <> 'CITED_FACT' "
        f"and last_period + case rhythm {cases} end <= date '{ground.today}' "
        "order by last_period",
    )
