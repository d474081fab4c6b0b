"""Statistics Canada 32-10-0218-01: temporary foreign workers in agriculture by industry, annual."""

from __future__ import annotations

import duckdb

from etl import statcan, statcan_count_labels, statcan_counts
from etl.source import Licence, Raw, Source, Text

TABLE = statcan_counts.CountTable(
    pid="32100218",
    published="agri_worker_annual",
    period="ref_year",
    dimension="Industry",
    column="industry",
    decode=statcan_count_labels.industry,
    mend="industry.csv",
    fixed={
        "measure": "workers",
        "partner": "WLD",
        "origin_concept": "none",
        "programme": "all",
    },
)

SOURCE = Source(
    code="statcan_32100218",
    publisher=statcan.PUBLISHER,
    title=Text(
        "Travailleurs étrangers temporaires dans les secteurs de l'agriculture et de "
        "l'agroalimentaire, selon l'industrie",
        "Temporary foreign workers in the agriculture and agri-food sectors, by industry",
    ),
    number="32-10-0218-01",
    landing_page=TABLE.landing_page,
    downloads=TABLE.downloads,
    licence=Licence.STATCAN_OPEN,
    rhythm="annual",
    lag_days=540,
    tables=(TABLE.published,),
    precedence=20,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the relation of agri_worker_annual; SourceError as in `statcan_counts.parse`."""
    return statcan_counts.parse(TABLE, raw, con)
