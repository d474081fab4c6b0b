"""Statistics Canada 17-10-0121-01: non-permanent residents by type, on the first day of the quarter."""

from __future__ import annotations

import duckdb

from etl import statcan, statcan_count_labels, statcan_counts
from etl.source import Licence, Raw, Source, Text

TABLE = statcan_counts.CountTable(
    pid="17100121",
    published="non_permanent_resident_quarterly",
    period="ref_quarter",
    dimension="Non-permanent resident types",
    column="resident_type",
    decode=statcan_count_labels.resident_type,
    mend="resident_type.csv",
    fixed={
        "measure": "residents_quarter",
        "partner": "WLD",
        "origin_concept": "none",
        "programme": "all",
    },
)

SOURCE = Source(
    code="statcan_17100121",
    publisher=statcan.PUBLISHER,
    title=Text(
        "Estimations du nombre de résidents non permanents selon le type, trimestrielles",
        "Estimates of the number of non-permanent residents by type, quarterly",
    ),
    number="17-10-0121-01",
    landing_page=TABLE.landing_page,
    downloads=TABLE.downloads,
    licence=Licence.STATCAN_OPEN,
    rhythm="quarterly",
    lag_days=90,
    tables=(TABLE.published,),
    precedence=10,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the relation of non_permanent_resident_quarterly; SourceError as in `statcan_counts.parse`."""
    return statcan_counts.parse(TABLE, raw, con)
