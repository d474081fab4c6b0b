"""Statistics Canada 12-10-0175-01: monthly trade by province, section and principal partner."""

from __future__ import annotations

import duckdb

from etl import statcan
from etl.source import Licence, Raw, Source, Text

TABLE = statcan.TradeTable(
    pid="12100175",
    published="trade_partner_monthly",
    period="ref_month",
    partner=("Principal trading partners", "Principaux partenaires commerciaux"),
    flows={
        "Import": "import",
        "Domestic export": "domestic_export",
        "Re-export": "re_export",
        "Importation": "import",
        "Importations": "import",
        "Exportation nationale": "domestic_export",
        "Exportations nationales": "domestic_export",
        "Exportation intérieure": "domestic_export",
        "Exportations intérieures": "domestic_export",
        "Exportation d'origine canadienne": "domestic_export",
        "Exportations d'origine canadienne": "domestic_export",
        "Réexportation": "re_export",
        "Réexportations": "re_export",
    },
)

SOURCE = Source(
    code="statcan_12100175",
    publisher=statcan.PUBLISHER,
    title=Text(
        "Commerce international de marchandises par province, produit et principaux partenaires "
        "commerciaux",
        "International merchandise trade by province, commodity, and principal trading partners",
    ),
    number="12-10-0175-01",
    landing_page=TABLE.landing_page,
    downloads=TABLE.downloads,
    licence=Licence.STATCAN_OPEN,
    rhythm="monthly",
    lag_days=35,
    tables=(TABLE.published,),
    precedence=10,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the relation of trade_partner_monthly; SourceError as in `statcan.parse`."""
    return statcan.parse(TABLE, raw, con)
