"""Reads the yearly CIMT zips of Statistics Canada; it sums HS chapters and states, nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb

from etl import cimt_archive, cimt_refusals, codes
from etl.cimt_archive import Family
from etl.source import Raw, SourceError

FIRST_YEAR = 2019


def load(raw: Raw, con: duckdb.DuckDBPyConnection, *products: Family) -> tuple[str, ...]:
    """Create one temp table per product and return their names, in order.

    Each holds ref_month (date), partner (ISO alpha-3), province (two letters, '' when the product
    has none) and value_cad (dollars): the sum over HS chapters, 98 and 99 included, and over the
    American states. SourceError when a file, a column, a value or a country is not as published,
    when the months have a gap, or when the products do not cover the same months.
    """
    tables = tuple(_load(raw, con, product) for product in products)
    cimt_refusals.uneven_months(
        raw, con, {p.name: t for p, t in zip(products, tables, strict=True)}
    )
    return tables


def _load(raw: Raw, con: duckdb.DuckDBPyConnection, product: Family) -> str:
    table = f"{raw.source}_{product.name.lower()}"
    con.execute(
        f"create or replace temp table {table} "
        "(ref_month date, partner varchar, province varchar, value_cad bigint)"
    )
    con.execute(
        """
        create or replace temp table cimt_country as
        select coalesce(name, '') as code, partner
        from read_csv($names, header = true, all_varchar = true)
        where publisher = 'cimt' and lang = 'code'
        """,
        {"names": str(codes.path("partner_name"))},
    )
    archives = product.archives(raw)
    if not archives:
        raw.file(product.download(FIRST_YEAR).file.replace("{year}", str(FIRST_YEAR)))
    for archive in archives.values():
        with tempfile.TemporaryDirectory(dir=raw.scratch) as scratch:
            member = Path(scratch, "rows.csv")
            with member.open("wb") as rows:
                rows.writelines(cimt_archive.stream(raw, archive, product.chapters))
            _stage(raw, con, archive, member, product)
        cimt_refusals.bad_rows(raw, con, archive)
        con.execute(
            f"""
            insert into {table}
            select
                strptime(year_month, '%Y%m')::date,
                name.partner,
                row.province,
                sum(row.value::bigint)
            from cimt_row as row
            inner join cimt_country as name on row.country = name.code
            group by all
            """
        )
    return table


def _stage(
    raw: Raw, con: duckdb.DuckDBPyConnection, archive: Path, member: Path, product: Family
) -> None:
    """Copy the member, as text, into cimt_row."""
    with member.open("rb") as rows:
        names = cimt_archive.header(raw, archive, product.chapters, rows.readline())
    structure = ", ".join(f"{name}: 'varchar'" for name in names)
    try:
        # skip = 1 passes over the header line, and with it over the BOM of some years.
        con.execute(
            f"""
            create or replace temp table cimt_row as
            select
                trim(year_month) as year_month,
                trim(hs2) as hs2,
                coalesce(trim(country), '') as country,
                {"coalesce(trim(province), '')" if product.has_province else "''"} as province,
                trim(value) as value
            from read_csv(
                $member, header = false, skip = 1, auto_detect = false, delim = ',',
                quote = '"', escape = '"', columns = {{{structure}}}
            )
            """,
            {"member": str(member)},
        )
    except duckdb.InvalidInputException as error:
        raise SourceError(
            f"{raw.source} : {archive.name}, {product.chapters.code} a une ligne illisible "
            f"({str(error).splitlines()[0]}) ; relancez `python -m etl fetch {raw.source}`."
        ) from error
