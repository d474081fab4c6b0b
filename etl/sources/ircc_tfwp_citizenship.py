"""IRCC work permits, Temporary Foreign Worker Program: Canada by country of citizenship, by month."""

from __future__ import annotations

import duckdb

from etl import counts, ircc, ircc_text, permits
from etl.source import Licence, Raw, Source, Text

FILE = "ODP-TR-Work-TFWP-CITZ.csv"

SOURCE = Source(
    code="ircc_tfwp_citizenship",
    publisher=ircc.PUBLISHER,
    title=Text(
        "Programme des travailleurs étrangers temporaires : titulaires de permis de travail selon le "
        "pays de citoyenneté, par mois",
        "Temporary Foreign Worker Program: work permit holders by country of citizenship, by month",
    ),
    number="Work-TFWP-CITZ",
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
    rows = permits.record_rows(raw, records, {"programme": "tfwp"})
    return {permits.WORK_MONTHLY: counts.relation(con, raw.source, permits.WORK_MONTHLY, rows)}
