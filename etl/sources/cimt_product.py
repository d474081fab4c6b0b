"""CIMT, Québec and Canada by product of six digits, partner country and month."""

from __future__ import annotations

from datetime import date

import duckdb
import numpy as np
import pyarrow as pa

from etl import cimt_archive, cimt_lookup, cimt_products, cimt_rows, codes, counts
from etl.arrow_numbers import coded, column, days
from etl.cimt_archive import DOMESTIC_EXPORTS, IMPORTS
from etl.cimt_block import MONTHS, Lists
from etl.source import Licence, Part, Raw, Source, Text

# Two years before the oldest of the three revisions of the Harmonized System that readers meet.
FIRST_YEAR = 2010

SOURCE = Source(
    code="cimt_product",
    publisher=cimt_archive.PUBLISHER,
    title=Text(
        "Commerce international de marchandises du Canada (CICM), Québec et Canada selon le "
        "produit (SH6) et le pays partenaire",
        "Canadian International Merchandise Trade (CIMT), Québec and Canada by product (HS6) and "
        "partner country",
    ),
    number=cimt_archive.NUMBER,
    landing_page=cimt_archive.LANDING_PAGE,
    downloads=(IMPORTS.download(FIRST_YEAR), DOMESTIC_EXPORTS.download(FIRST_YEAR)),
    licence=Licence.STATCAN_OPEN,
    rhythm="monthly",
    lag_days=35,
    tables=("trade_product_monthly", "trade_product_total_monthly", "product", "quantity_unit"),
    absent_is_zero=True,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the tree of products and the units of quantity, as the newest zips list them."""
    years(raw)
    return {
        "product": counts.relation(
            con, "cimt_product_tree", "product", cimt_products.products(raw)
        ),
        "quantity_unit": counts.relation(
            con, "cimt_product_units", "quantity_unit", cimt_products.units(raw)
        ),
    }


def parts(raw: Raw) -> tuple[Part, ...]:
    """Return one part a year, made of the year's imports and domestic exports."""
    return tuple(
        Part(
            "trade_product_monthly",
            str(year),
            tuple(family.archives(raw)[year].name for family in (IMPORTS, DOMESTIC_EXPORTS)),
        )
        for year in years(raw)
    )


def years(raw: Raw) -> list[int]:
    """Return the years of the vintage, oldest first; SourceError when one of a zip pair is missing."""
    held = {*IMPORTS.archives(raw), *DOMESTIC_EXPORTS.archives(raw)} or {FIRST_YEAR}
    for year in sorted(held):
        for download in SOURCE.downloads:
            raw.file(download.file.replace("{year}", str(year)))
    return sorted(held)


def parse_part(raw: Raw, part: Part) -> pa.Table:
    """Return one year of Canada and Québec, in dollars, in the order of the table's key.

    Canada is the sum of the published rows; exports that no province owns are its re-exports.
    SourceError when a month is missing or the two flows do not stop at the same one.
    """
    products = {label.code for label in cimt_products.subheadings(raw)}
    units = {label.code for label in cimt_products.unit_labels(raw)} - {cimt_lookup.NO_UNIT}
    lists = Lists(
        year=int(part.name),
        products=tuple(sorted(products)),
        units=tuple(sorted({"", *units})),
        partners=tuple(row["partner"] for row in codes.read("partner")),
    )
    rows = cimt_rows.read(raw, lists)
    geographies, flows = zip(*cimt_rows.SERIES, strict=True)
    months = [date(lists.year, month, 1) for month in range(1, MONTHS + 1)]
    only = np.zeros(len(rows["month"]), np.int8)
    is_measured = rows["unit"] != lists.units.index("")
    return pa.table(
        {
            "geo": coded(rows["series"], geographies),
            "partner": coded(rows["partner"], lists.partners),
            "hs2": coded(rows["product"], [product[:2] for product in lists.products]),
            "hs4": coded(rows["product"], [product[:4] for product in lists.products]),
            "hs6": coded(rows["product"], lists.products),
            "flow": coded(rows["series"], flows),
            "ref_month": days(rows["month"] - 1, months),
            "value_cad": column(rows["value_cad"]),
            "quantity": column(rows["quantity"], ~is_measured | np.isnan(rows["quantity"])),
            "unit": coded(rows["unit"], lists.units),
            "status": coded(only, ["normal"]),
            "source": coded(only, [raw.source]),
            "vintage": days(only, [raw.vintage]),
        }
    )
