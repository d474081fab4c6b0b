"""IRCC work permits, International Mobility Program: Canada by country of citizenship, by month."""

from __future__ import annotations

import duckdb

from etl import counts, ircc, ircc_text, permits
from etl.source import Licence, Raw, Source, Text

FILE = "ODP-TR-Work-IMP-CITZ.csv"

SOURCE = Source(
    code="ircc_imp_citizenship",
    publisher=ircc.PUBLISHER,
    title=Text(
        "Programme de mobilité internationale : titulaires de permis de travail selon le "
        "pays de citoyenneté, par mois",
        "International Mobility Program: work permit holders by country of citizenship, by month",
    ),
    number="Work-IMP-CITZ",
    landing_page=ircc.landing_page(ircc.WORK_DATASET),
    downloads=(ircc.download(FILE, ircc.WORK_DATASET),),
    licence=Licence.OGL_CANADA,
    rhythm="monthly",
    lag_days=60,
    tables=(permits.WORK_MONTHLY,),
    precedence=10,
    absent_is_zero=True,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the rows of the file; it has no total, and a nil month has no row."""
    records = permits.by_citizenship(raw, FILE, ircc_text.read(raw, FILE))
    rows = permits.record_rows(raw, records, {"programme": "imp"})
    return {permits.WORK_MONTHLY: counts.relation(con, raw.source, permits.WORK_MONTHLY, rows)}
