"""IRCC study permits, provinces by study level: persons of the month and of the year."""

from __future__ import annotations

import duckdb

from etl import counts, ircc, ircc_workbook, permits
from etl.source import Licence, Raw, Source, Text

FILE = "EN_ODP-TR-Study-IS_PT_study_level_sign.xlsx"
TARGETS = {
    "month": permits.Target(
        permits.STUDY_MONTHLY,
        permits.HOLDERS_MONTH,
        {"programme": "study", "institution_type": "all"},
    ),
    "year": permits.Target(permits.STUDY_ANNUAL, permits.HOLDERS_YEAR, {"programme": "study"}),
}

SOURCE = Source(
    code="ircc_study_level",
    publisher=ircc.PUBLISHER,
    title=Text(
        "Titulaires de permis d'études selon la province de destination, le niveau d'études et la "
        "date d'entrée en vigueur du permis",
        "Study permit holders by province of intended destination, study level and date on which "
        "the permit became effective",
    ),
    number="IS_PT_study_level_sign",
    landing_page=ircc.landing_page(ircc.STUDY_DATASET),
    downloads=(ircc.download(FILE, ircc.STUDY_DATASET),),
    licence=Licence.OGL_CANADA,
    rhythm="monthly",
    lag_days=60,
    tables=(permits.STUDY_MONTHLY, permits.STUDY_ANNUAL),
    precedence=15,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the months and the years of the workbook, all citizenships together.

    Levels add up to more than their province: a person may be in two. The vintage of the rows is
    the date of the workbook's footer, which wins over the file's.
    """
    sheet = ircc_workbook.read(raw, FILE, "Province")
    tables = permits.sheet_rows(sheet, permits.by_level(sheet), TARGETS)
    return {
        table: counts.relation(con, f"{raw.source}_{table}", table, rows)
        for table, rows in tables.items()
    }
