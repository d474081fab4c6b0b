"""IRCC study permits at post-secondary institutions: province × citizenship × type, by month."""

from __future__ import annotations

import duckdb

from etl import counts, ircc, ircc_text, permits
from etl.source import Licence, Raw, Source, Text

FILE = "ODP-TR-Study-DLI_PT_Inst_type_COC.csv"

SOURCE = Source(
    code="ircc_study_institution",
    publisher=ircc.PUBLISHER,
    title=Text(
        "Titulaires de permis d'études au postsecondaire selon la province et le type "
        "d'établissement et le pays de citoyenneté, par mois",
        "Post-secondary study permit holders by province and type of institution and country of "
        "citizenship, by month",
    ),
    number="DLI_PT_Inst_type_COC",
    landing_page=ircc.landing_page(ircc.STUDY_DATASET),
    downloads=(ircc.download(FILE, ircc.STUDY_DATASET),),
    licence=Licence.OGL_CANADA,
    rhythm="monthly",
    lag_days=60,
    tables=(permits.STUDY_MONTHLY,),
    precedence=30,
    absent_is_zero=True,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the rows of the file: the only one that crosses province and citizenship.

    The province is the institution's, not the intended destination of the other files. Types of
    institution are the publisher's own words.
    """
    records = permits.by_citizenship(
        raw, FILE, ircc_text.read(raw, FILE, "province", "institution_type")
    )
    names = (record.labels["province"] for record, _ in records)
    geos = ircc.decoded(raw, FILE, ircc.PROVINCE_LIST, names, ircc.province)
    placed = [
        (
            record,
            key
            | {
                "geo": geos[record.labels["province"]],
                "institution_type": record.labels["institution_type"],
            },
        )
        for record, key in records
    ]
    fixed = {"programme": "study", "study_level": "post_secondary"}
    rows = permits.record_rows(raw, placed, fixed)
    return {permits.STUDY_MONTHLY: counts.relation(con, raw.source, permits.STUDY_MONTHLY, rows)}
