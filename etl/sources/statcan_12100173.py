"""Statistics Canada 12-10-0173-01: annual trade by province, section and every country."""

from __future__ import annotations

import duckdb

from etl import statcan
from etl.source import Licence, Raw, Source, Text

TABLE = statcan.TradeTable(
    pid="12100173",
    published="trade_partner_annual",
    period="ref_year",
    partner=("Trading partner", "Partenaire commercial"),
    # «Export» is the domestic export by province of origin: no province owns a re-export.
    flows={
        "Import": "import",
        "Export": "domestic_export",
        "Importation": "import",
        "Importations": "import",
        "Exportation": "domestic_export",
        "Exportations": "domestic_export",
    },
)

SOURCE = Source(
    code="statcan_12100173",
    publisher=statcan.PUBLISHER,
    title=Text(
        "Commerce international de marchandises par province, produit et pays, annuel",
        "International merchandise trade by province, commodity and country, annual",
    ),
    number="12-10-0173-01",
    landing_page=TABLE.landing_page,
    downloads=TABLE.downloads,
    licence=Licence.STATCAN_OPEN,
    rhythm="annual",
    lag_days=60,
    tables=(TABLE.published,),
    precedence=20,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the relation of trade_partner_annual; SourceError as in `statcan.parse`."""
    return statcan.parse(TABLE, raw, con)
