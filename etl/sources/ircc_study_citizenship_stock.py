"""IRCC study permits valid on 31 December, Canada by country of citizenship."""

from __future__ import annotations

import duckdb

from etl import counts, ircc, ircc_workbook, permits
from etl.source import Licence, Raw, Source, Text

FILE = "EN_ODP_annual-TR-Study-IS_CITZ_year_end.xlsx"
TARGETS = {
    "year": permits.Target(
        permits.STUDY_ANNUAL, permits.STOCK, {"programme": "study", "study_level": "all"}
    )
}

SOURCE = Source(
    code="ircc_study_citizenship_stock",
    publisher=ircc.PUBLISHER,
    title=Text(
        "Titulaires d'un permis d'études valide le 31 décembre, selon le pays de citoyenneté",
        "Study permit holders with a valid permit on 31 December, by country of citizenship",
    ),
    number="IS_CITZ_year_end",
    landing_page=ircc.landing_page(ircc.STUDY_DATASET),
    downloads=(ircc.download(FILE, ircc.STUDY_DATASET),),
    licence=Licence.OGL_CANADA,
    rhythm="annual",
    lag_days=60,
    tables=(permits.STUDY_ANNUAL,),
    precedence=10,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the stock of every year; its vintage is the date of the workbook's footer."""
    sheet = ircc_workbook.read(raw, FILE, "Country")
    rows = permits.sheet_rows(sheet, permits.by_country(sheet), TARGETS)[permits.STUDY_ANNUAL]
    return {permits.STUDY_ANNUAL: counts.relation(con, raw.source, permits.STUDY_ANNUAL, rows)}
