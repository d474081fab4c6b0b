"""Reads the yearly CIMT zips of Statistics Canada; it sums HS chapters and states, nothing else."""

from __future__ import annotations

import csv
import re
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import cimt_refusals, codes
from etl.source import Download, Raw, SourceError, Text

FIRST_YEAR = 2019
LANDING_PAGE = Text(
    "https://www150.statcan.gc.ca/n1/pub/71-607-x/71-607-x2021004-fra.htm",
    "https://www150.statcan.gc.ca/n1/pub/71-607-x/71-607-x2021004-eng.htm",
)
NUMBER = "71-607-x2021004"
PUBLISHER = Text("Statistique Canada", "Statistics Canada")

_MONTH, _CHAPTER, _COUNTRY = "YearMonth/AnnéeMois", "HS2", "Country/Pays"
_PROVINCE, _STATE, _VALUE = "Province", "State/État", "Value/Valeur"
_COLUMN = {
    _MONTH: "year_month",
    _CHAPTER: "hs2",
    _COUNTRY: "country",
    _PROVINCE: "province",
    _STATE: "state",
    _VALUE: "value",
}
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Product:
    """One family of yearly zips: its name in the file name, and its HS-chapter member."""

    name: str
    member: str
    has_province: bool

    @property
    def download(self) -> Download:
        """One zip a year; the current year's grows monthly, the earlier ones are revised."""
        file = f"CIMT-CICM_{self.name}_{{year}}.zip"
        return Download(
            file, f"{{statcan}}/n1/pub/71-607-x/2021004/zip/{file}", first_year=FIRST_YEAR
        )

    @property
    def columns(self) -> set[str]:
        """The publisher's columns without which the member cannot be read."""
        return set(_COLUMN) - {_STATE} - (set() if self.has_province else {_PROVINCE})


IMPORTS = Product("Imp", "ODPFN022", has_province=True)
DOMESTIC_EXPORTS = Product("Dom_Exp", "ODPFN020", has_province=True)
TOTAL_EXPORTS = Product("Tot_Exp", "ODPFN021", has_province=False)


def load(raw: Raw, con: duckdb.DuckDBPyConnection, *products: Product) -> tuple[str, ...]:
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


def _load(raw: Raw, con: duckdb.DuckDBPyConnection, product: Product) -> str:
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
    archives = sorted(raw.folder.glob(f"CIMT-CICM_{product.name}_????.zip"))
    if not archives:
        raw.file(product.download.file.replace("{year}", str(FIRST_YEAR)))
    for archive in archives:
        with tempfile.TemporaryDirectory(dir=raw.scratch) as scratch:
            member = _extract(raw, archive, product, Path(scratch))
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


def _extract(raw: Raw, archive: Path, product: Product, scratch: Path) -> Path:
    """Inflate the archive's HS-chapter member into `scratch` and return its path."""
    wanted = re.compile(rf"(?:^|/){product.member}_\d{{6}}[A-Z]\.csv$")
    target = scratch / "rows.csv"
    try:
        with zipfile.ZipFile(archive) as opened:
            names = [name for name in opened.namelist() if wanted.search(name)]
            if len(names) != 1:
                raise SourceError(
                    f"{raw.source} : {archive.name} contient {len(names)} fichier(s) "
                    f"{product.member}_AAAAMM?.csv au lieu d'un seul ; vérifiez sur "
                    f"{LANDING_PAGE.fr} si Statistique Canada a changé le format."
                )
            with opened.open(names[0]) as packed, target.open("wb") as unpacked:
                while chunk := packed.read(_CHUNK):
                    unpacked.write(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise SourceError(
            f"{raw.source} : {archive} n'est pas un zip entier (page HTML ou téléchargement "
            f"coupé) ; relancez `python -m etl fetch {raw.source}`."
        ) from error
    return target


def _header(raw: Raw, archive: Path, member: Path, product: Product) -> list[str]:
    """Return the member's column names once they are known to be the publisher's usual ones."""
    try:
        with member.open(encoding="utf-8-sig", newline="") as handle:
            header = next(csv.reader(handle), [])
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{raw.source} : {archive.name}, l'en-tête de {product.member} n'est pas en UTF-8 ; "
            "vérifiez le format publié avant de recharger."
        ) from error
    missing, extra = product.columns - set(header), set(header) - product.columns - {_STATE}
    if missing or extra or len(header) != len(set(header)):
        raise SourceError(
            f"{raw.source} : {archive.name}, {product.member} : colonnes "
            f"manquantes ({', '.join(sorted(missing)) or 'aucune'}), "
            f"inattendues ({', '.join(sorted(extra)) or 'aucune'}) ; "
            "vérifiez le format publié avant de recharger."
        )
    return header


def _stage(
    raw: Raw, con: duckdb.DuckDBPyConnection, archive: Path, member: Path, product: Product
) -> None:
    """Copy the member, as text, into cimt_row."""
    header = _header(raw, archive, member, product)
    structure = ", ".join(f"{_COLUMN[name]}: 'varchar'" for name in header)
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
            f"{raw.source} : {archive.name}, {product.member} a une ligne illisible "
            f"({str(error).splitlines()[0]}) ; relancez `python -m etl fetch {raw.source}`."
        ) from error
