"""CIMT, Canada by partner country and month: all merchandise, imports and total exports."""

from __future__ import annotations

import duckdb

from etl import cimt, cimt_archive
from etl.source import Licence, Raw, Source, Text

# The publisher gives no total row: a partner's month is the sum of its HS chapters, and WLD the
# sum of every row of the file (chapters 98 and 99, high seas and unspecified country included).
SOURCE = Source(
    code="cimt_partner",
    publisher=cimt_archive.PUBLISHER,
    title=Text(
        "Commerce international de marchandises du Canada (CICM), Canada selon le pays "
        "partenaire ; totaux = sommes des lignes publiées",
        "Canadian International Merchandise Trade (CIMT), Canada by partner country; "
        "totals = sums of the published rows",
    ),
    number=cimt_archive.NUMBER,
    landing_page=cimt_archive.LANDING_PAGE,
    downloads=(
        cimt_archive.IMPORTS.download(cimt.FIRST_YEAR),
        cimt_archive.TOTAL_EXPORTS.download(cimt.FIRST_YEAR),
    ),
    licence=Licence.STATCAN_OPEN,
    rhythm="monthly",
    lag_days=35,
    tables=("trade_partner_monthly",),
    precedence=30,
    absent_is_zero=True,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return Canada's imports and total exports, in dollars, by partner and month, with WLD."""
    imports, exports = cimt.load(raw, con, cimt_archive.IMPORTS, cimt_archive.TOTAL_EXPORTS)
    con.execute(
        f"""
        create or replace temp table cimt_partner_monthly as
        with flows as (
            select 'import' as flow, * from {imports}
            union all by name
            select 'total_export' as flow, * from {exports}
        )
        select
            'CA' as geo,
            coalesce(partner, 'WLD') as partner,
            'TOTAL' as section,
            flow,
            ref_month,
            sum(value_cad)::bigint as value_cad,
            'normal' as status,
            $source as source,
            $vintage::date as vintage
        from flows
        group by grouping sets ((partner, flow, ref_month), (flow, ref_month))
        """,
        {"source": raw.source, "vintage": raw.vintage},
    )
    return {"trade_partner_monthly": "cimt_partner_monthly"}
