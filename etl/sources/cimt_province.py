"""CIMT, provinces by month, all partners together: imports and domestic exports."""

from __future__ import annotations

import duckdb

from etl import cimt, cimt_archive, codes
from etl.source import Licence, Raw, Source, SourceError, Text

SOURCE = Source(
    code="cimt_province",
    publisher=cimt_archive.PUBLISHER,
    title=Text(
        "Commerce international de marchandises du Canada (CICM), provinces, tous les pays ; "
        "totaux = sommes des lignes publiées",
        "Canadian International Merchandise Trade (CIMT), provinces, all countries; "
        "totals = sums of the published rows",
    ),
    number=cimt_archive.NUMBER,
    landing_page=cimt_archive.LANDING_PAGE,
    downloads=(
        cimt_archive.IMPORTS.download(cimt.FIRST_YEAR),
        cimt_archive.DOMESTIC_EXPORTS.download(cimt.FIRST_YEAR),
    ),
    licence=Licence.STATCAN_OPEN,
    rhythm="monthly",
    lag_days=35,
    tables=("trade_partner_monthly",),
    precedence=40,
    absent_is_zero=True,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return each province's imports and domestic exports, in dollars, by month (partner WLD).

    Rows of exports that no province owns become geo CA, flow re_export. SourceError lists any
    other province code that is not in `etl/codes/geography.csv`.
    """
    imports, exports = cimt.load(raw, con, cimt_archive.IMPORTS, cimt_archive.DOMESTIC_EXPORTS)
    con.execute(
        f"""
        create or replace temp table cimt_province_flow as
        select 'import' as flow, province, 'CA-' || province as geo, ref_month, value_cad
        from {imports}
        union all
        select
            if(province = '{cimt_archive.RE_EXPORTS}', 're_export', 'domestic_export') as flow,
            province,
            if(province = '{cimt_archive.RE_EXPORTS}', 'CA', 'CA-' || province) as geo,
            ref_month,
            value_cad
        from {exports}
        """
    )
    _refuse_unknown_provinces(raw, con)
    con.execute(
        """
        create or replace temp table cimt_province_monthly as
        select
            geo,
            'WLD' as partner,
            'TOTAL' as section,
            flow,
            ref_month,
            sum(value_cad)::bigint as value_cad,
            'normal' as status,
            $source as source,
            $vintage::date as vintage
        from cimt_province_flow
        group by geo, flow, ref_month
        """,
        {"source": raw.source, "vintage": raw.vintage},
    )
    return {"trade_partner_monthly": "cimt_province_monthly"}


def _refuse_unknown_provinces(raw: Raw, con: duckdb.DuckDBPyConnection) -> None:
    known = [row["geo"] for row in codes.read("geography")]
    unknown = con.execute(
        "select distinct flow, province from cimt_province_flow "
        "where geo not in (select unnest($known)) order by all",
        {"known": known},
    ).fetchall()
    if unknown:
        shown = ", ".join(f"{province!r} ({flow})" for flow, province in unknown)
        raise SourceError(
            f"{raw.source} : province(s) inconnue(s) {shown} ; ajoutez-les à "
            "etl/codes/geography.csv après vérification."
        )
