"""Reads a trade table of Statistics Canada into our codes and dollars; it sums nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

import duckdb
import numpy as np
import numpy.typing as npt

from etl import numbered, statcan_file
from etl.blocks import Block, Columns
from etl.source import Download, Listing, Raw, SourceError, Text
from etl.statcan_file import FullTable
from etl.statcan_labels import Coder, coders
from etl.statcan_numbers import encode

PUBLISHER = Text("Statistique Canada", "Statistics Canada")

_LISTED = 10
# Our columns of codes, and the type that a build gives to their closed list.
_TYPES = {
    "geo": "geography_code",
    "partner": "partner_code",
    "section": "section_code",
    "flow": "flow_code",
    "status": "status_code_code",
}


@dataclass(frozen=True)
class TradeTable:
    """What tells one trade table from another: number, published table, period, labels.

    `partner` gives the partner column's name in English, then in French; `flows` the labels of
    the trade column in both languages.
    """

    pid: str
    published: str
    period: str
    partner: tuple[str, ...]
    flows: dict[str, str]

    @property
    def downloads(self) -> tuple[Download, ...]:
        """The English full table; the French one put in its place is read as well."""
        return (full_table(self.pid),)

    @property
    def landing_page(self) -> Text:
        """The table's page in both languages."""
        page = "https://www150.statcan.gc.ca/t1/tbl1/{}/tv.action?pid={}01"
        return Text(page.format("fr", self.pid), page.format("en", self.pid))


def full_table(pid: str) -> Download:
    """Return the English full table of a number; WDS tells its address when it has moved."""
    file = f"{pid}-eng.zip"
    return Download(file, f"{{statcan}}/n1/tbl/csv/{file}", listing=Listing("wds", pid))


def parse(table: TradeTable, raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Create the relation with the published table's columns; values in dollars.

    The rows wait in memory as numbers of codes, 16 bytes each, until `con` is closed. Partners that the code list
    knows as groups of countries (empty code) are left out. SourceError when the archive is
    damaged or empty, a column is not as expected, labels are unknown (all are read before ten are told), or
    a value contradicts its symbol.
    """
    file = statcan_file.open_table(table.pid, table.partner, raw)
    by_column = coders(table.period, file.header.language, table.flows)
    read = Columns()
    for rows in file.read():
        read.add(encode(file, table.period, by_column, rows))
    if any(coder.unknown for coder in by_column.values()):
        _refuse_unknown(file, by_column)
    columns = read.take()
    if not len(columns["value_cad"]):
        raise SourceError(
            f"{raw.source} : {file.archive} ne contient aucune ligne de données ; "
            f"relancez `python -m etl fetch {raw.source}`."
        )
    return {table.published: _relation(table, raw, con, by_column, columns)}


def _relation(
    table: TradeTable,
    raw: Raw,
    con: duckdb.DuckDBPyConnection,
    by_column: dict[str, Coder],
    columns: Block,
) -> str:
    """Show the numbers to DuckDB, and create the view that turns them into codes."""
    _sort(table, by_column, columns)
    name = f"{raw.source}_rows"
    con.register(f"{name}_numbered", columns)
    types = _TYPES | {table.period: "date" if table.period == "ref_month" else "smallint"}
    codes = ", ".join(
        f"{numbered.decoded(con, column, by_column[column].codes, type_)} as {column}"
        for column, type_ in types.items()
    )
    con.execute(
        f"create or replace temp view {name} as select {codes}, "
        f"if(is_missing, null, value_cad) as value_cad, "
        f"'{raw.source}' as source, date '{raw.vintage.isoformat()}' as vintage "
        f"from {name}_numbered"
    )
    return name


def _sort(table: TradeTable, by_column: dict[str, Coder], columns: Block) -> None:
    """Put the rows in the order of the published table's key, one column after the other.

    The publisher's order is by period. Sorting numbers takes a tenth of the time that the build
    would take to sort the published rows, as whole numbers of 16 bits or less sort by radix.
    """

    def rank(name: str) -> npt.NDArray[Any]:
        codes = by_column[name].codes
        ranks = np.argsort(np.argsort(np.asarray(codes))).astype(np.min_scalar_type(len(codes)))
        return np.asarray(ranks.take(columns[name]))

    # The last one counts first.
    order = np.lexsort([rank(name) for name in (table.period, "flow", "section", "partner", "geo")])
    for name in columns:
        columns[name] = columns[name].take(order)


def _refuse_unknown(file: FullTable, by_column: dict[str, Coder]) -> NoReturn:
    unknown = [
        (coder, name, label)
        for coder in by_column.values()
        for name, labels in coder.unknown.items()
        for label in sorted(labels)
    ]
    shown: dict[str, list[str]] = {}
    for _, name, label in unknown[:_LISTED]:
        shown.setdefault(name, []).append(f"« {label} »")
    listed = " ; ".join(f"{name} : {', '.join(labels)}" for name, labels in shown.items())
    mends = ", ".join(dict.fromkeys(coder.mend for coder, _, _ in unknown[:_LISTED]))
    raise SourceError(
        f"{file.raw.source} : {file.archive.name} porte {len(unknown)} libellé(s) inconnu(s) "
        f"({listed}{' …' if len(unknown) > _LISTED else ''}) ; {mends}."
    )
