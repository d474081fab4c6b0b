"""IRCC study permits, Canada by country of citizenship and month: the text file of the portal."""

from __future__ import annotations

import duckdb

from etl import counts, ircc, ircc_text, permits
from etl.source import Licence, Raw, Source, Text

FILE = "ODP-TR-Study-IS_CITZ.csv"

SOURCE = Source(
    code="ircc_study_monthly",
    publisher=ircc.PUBLISHER,
    title=Text(
        "Titulaires de permis d'études selon le pays de citoyenneté, par mois (fichier texte)",
        "Study permit holders by country of citizenship, by month (text file)",
    ),
    number="IS_CITZ",
    landing_page=ircc.landing_page(ircc.STUDY_DATASET),
    downloads=(ircc.download(FILE, ircc.STUDY_DATASET),),
    licence=Licence.OGL_CANADA,
    rhythm="monthly",
    lag_days=60,
    tables=(permits.STUDY_MONTHLY,),
    # The workbook of the same figures says its zeros and its date: it is shown first.
    precedence=20,
    absent_is_zero=True,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the rows of the file; it has no total, and a nil month has no row."""
    fixed = {"programme": "study", "study_level": "all", "institution_type": "all"}
    records = permits.by_citizenship(raw, FILE, ircc_text.read(raw, FILE))
    rows = permits.record_rows(raw, records, fixed)
    return {permits.STUDY_MONTHLY: counts.relation(con, raw.source, permits.STUDY_MONTHLY, rows)}
