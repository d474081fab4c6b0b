"""The state of the strategy's measures, as the ministry's staff keeps it; nothing is fetched."""

from __future__ import annotations

import duckdb

from etl.source import Licence, Raw, Source, SourceError, Text

SOURCE = Source(
    code="measure_status",
    publisher=Text(
        "Personnel du ministère, avec la référence de chaque ligne",
        "The ministry’s staff, with the reference of each line",
    ),
    title=Text("État des mesures de la stratégie", "State of the strategy’s measures"),
    number="-",
    landing_page=Text("", ""),
    downloads=(),
    licence=Licence.CITED_FACT,
    rhythm="annual",
    lag_days=365,
    tables=("measure_progress",),
    precedence=900,
)


def parse(raw: Raw, _con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Refuse: these rows are kept by hand in one file of the snapshot (`etl/progress.py` reads it)."""
    raise SourceError(
        f"{raw.source} : l'état des mesures est tenu à la main dans "
        f"data/raw/snapshot/measure_status.csv ; retirez le dossier {raw.folder}."
    )
