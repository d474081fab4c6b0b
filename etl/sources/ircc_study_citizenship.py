"""IRCC study permits, Canada by country of citizenship: persons of the month and of the year."""

from __future__ import annotations

import duckdb

from etl import counts, ircc, ircc_workbook, permits
from etl.source import Licence, Raw, Source, Text

FILE = "EN_ODP-TR-Study-IS_CITZ_sign_date.xlsx"
ALL = {"programme": "study", "study_level": "all"}
TARGETS = {
    "month": permits.Target(
        permits.STUDY_MONTHLY, permits.HOLDERS_MONTH, ALL | {"institution_type": "all"}
    ),
    "year": permits.Target(permits.STUDY_ANNUAL, permits.HOLDERS_YEAR, ALL),
}

SOURCE = Source(
    code="ircc_study_citizenship",
    publisher=ircc.PUBLISHER,
    title=Text(
        "Titulaires de permis d'études selon le pays de citoyenneté et la date d'entrée en vigueur "
        "du permis",
        "Study permit holders by country of citizenship and date on which the permit became "
        "effective",
    ),
    number="IS_CITZ_sign_date",
    landing_page=ircc.landing_page(ircc.STUDY_DATASET),
    downloads=(ircc.download(FILE, ircc.STUDY_DATASET),),
    licence=Licence.OGL_CANADA,
    rhythm="monthly",
    lag_days=60,
    tables=(permits.STUDY_MONTHLY, permits.STUDY_ANNUAL),
    precedence=10,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the months and the years of the workbook; a year is the publisher's own count of
    different persons, never a sum of months, and quarters are left out.

    The vintage of the rows is the date of the workbook's footer, which wins over the file's.
    """
    sheet = ircc_workbook.read(raw, FILE, "Country")
    tables = permits.sheet_rows(sheet, permits.by_country(sheet), TARGETS)
    return {
        table: counts.relation(con, f"{raw.source}_{table}", table, rows)
        for table, rows in tables.items()
    }
