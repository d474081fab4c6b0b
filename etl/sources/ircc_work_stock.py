"""IRCC work permits valid on 31 December, provinces by programme: both programmes, two workbooks."""

from __future__ import annotations

import duckdb

from etl import counts, ircc, ircc_workbook, permits
from etl.source import Licence, Raw, Source, Text

FILES = {
    "tfwp": "EN_ODP_annual-TR-work-TFW_PT_program_year_end.xlsx",
    "imp": "EN_ODP_annual-TR-work-IMP_PT_program_year_end.xlsx",
}
TARGETS = {"year": permits.Target(permits.WORK_STOCK, permits.STOCK)}

SOURCE = Source(
    code="ircc_work_stock",
    publisher=ircc.PUBLISHER,
    title=Text(
        "Titulaires d'un permis de travail valide le 31 décembre, selon la province de destination "
        "et le programme",
        "Work permit holders with a valid permit on 31 December, by province of intended "
        "destination and programme",
    ),
    number="TFW_PT_program_year_end, IMP_PT_program_year_end",
    landing_page=ircc.landing_page(ircc.WORK_DATASET),
    downloads=tuple(ircc.download(file, ircc.WORK_DATASET) for file in FILES.values()),
    licence=Licence.OGL_CANADA,
    rhythm="annual",
    lag_days=60,
    tables=(permits.WORK_STOCK,),
    precedence=10,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the stock of every year for both programmes; the vintage of a row is the date of the
    footer of its workbook.

    The two programmes are not added: a person may hold a permit of each.
    """
    rows: list[counts.Row] = []
    for programme, file in FILES.items():
        sheet = ircc_workbook.read(raw, file, "Province")
        keyed = permits.by_programme(sheet, programme)
        rows += permits.sheet_rows(sheet, keyed, TARGETS)[permits.WORK_STOCK]
    return {permits.WORK_STOCK: counts.relation(con, raw.source, permits.WORK_STOCK, rows)}
