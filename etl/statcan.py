"""Reads a trade table of Statistics Canada into our codes and dollars; it sums nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from etl import codes, statcan_file
from etl.source import Download, Raw, SourceError, Text
from etl.statcan_file import VALUE, FullTable
from etl.statcan_labels import Coder, Numbers, coders

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
_STATUSES = codes.read("status_code")
_HAS_VALUE = np.array([row["has_value"] == "true" for row in _STATUSES])
_NORMAL, _NOT_AVAILABLE = (
    [row["status"] for row in _STATUSES].index(status) for status in ("normal", "not_available")
)

Block = dict[str, Any]  # our column → its numbers, and value_cad → an Arrow array


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
        return (Download(f"{self.pid}-eng.zip", f"{{statcan}}/n1/tbl/csv/{self.pid}-eng.zip"),)

    @property
    def landing_page(self) -> Text:
        """The table's page in both languages."""
        page = "https://www150.statcan.gc.ca/t1/tbl1/{}/tv.action?pid={}01"
        return Text(page.format("fr", self.pid), page.format("en", self.pid))


def parse(table: TradeTable, raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Create the relation with the published table's columns; values in dollars.

    The rows wait in DuckDB as numbers of codes, about 20 bytes each. Partners that the code list
    knows as groups of countries (empty code) are left out. SourceError when the archive is
    damaged, a column is not as expected, labels are unknown (all are read before ten are told), or
    a value contradicts its symbol.
    """
    file = statcan_file.open_table(table.pid, table.partner, raw)
    by_column = coders(table.period, file.header.language, table.flows)
    blocks = [_encode(file, table, by_column, block) for block in file.read()]
    if any(coder.unknown for coder in by_column.values()):
        _refuse_unknown(file, by_column)
    return {table.published: _relation(table, raw, con, by_column, blocks)}


def _encode(
    file: FullTable, table: TradeTable, by_column: dict[str, Coder], rows: pa.Table
) -> Block:
    """Return the rows of one block as numbers of codes and dollars."""

    def numbers(column: str, field: str) -> Numbers:
        return by_column[column].encode(rows[field].combine_chunks(), file.published_name(field))

    fields = {"geo": "dguid", "partner": "partner", "section": "section", "flow": "flow"}
    block: Block = {column: numbers(column, field) for column, field in fields.items()}
    block[table.period] = numbers(table.period, "period")
    value = rows["value"].combine_chunks()
    missing = value.is_null().to_numpy(zero_copy_only=False)
    scale = numbers("scale", "scale")
    dollars, exact = _dollars(value, missing, scale, by_column["scale"].codes)
    status = _status(numbers("status", "status"), numbers("status", "symbol"), missing)
    bad = ~exact | ((status >= 0) & (missing == _HAS_VALUE[status]))
    if bad.any():
        _refuse_row(file, rows.slice(int(bad.argmax()), 1))
    block["status"] = status
    block["value_cad"] = pa.array(dollars, mask=missing)
    if "" in by_column["partner"].codes:
        kept = block["partner"] != by_column["partner"].codes.index("")
        block["value_cad"] = block["value_cad"].filter(pa.array(kept))
        block |= {name: held[kept] for name, held in block.items() if name != "value_cad"}
    return block


def _dollars(
    value: pa.Decimal128Array, missing: npt.NDArray[np.bool_], scale: Numbers, powers: list[int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Return whole dollars, and where they are exact.

    A decimal of this type is a count of ten-thousandths that fits the low half of its 128 bits.
    """
    dollars = np.zeros(len(value), np.int64)
    exact = np.ones(len(value), np.bool_)
    if not len(value):
        return dollars, exact
    halves = np.frombuffer(value.buffers()[1], "<i8")
    fine = np.where(missing, 0, halves[2 * value.offset :: 2][: len(value)])
    for number, power in enumerate(powers):
        here = scale == number
        if power >= VALUE.scale:
            dollars[here] = fine[here] * 10 ** (power - VALUE.scale)
        else:
            dollars[here], rest = np.divmod(fine[here], 10 ** (VALUE.scale - power))
            exact[here] = rest == 0
    return dollars, exact


def _status(status: Numbers, symbol: Numbers, missing: npt.NDArray[np.bool_]) -> Numbers:
    """Return the status: of STATUS, or else of SYMBOL (p and r); a missing value that neither
    explains is not available."""
    unsaid = status == _NORMAL
    return np.where(unsaid, np.where(missing, _NOT_AVAILABLE, symbol), status).astype(np.int16)


def _relation(
    table: TradeTable,
    raw: Raw,
    con: duckdb.DuckDBPyConnection,
    by_column: dict[str, Coder],
    blocks: list[Block],
) -> str:
    """Hand the numbers over to DuckDB, and create the view that turns them into codes."""
    type_ = np.dtype("datetime64[D]") if table.period == "ref_month" else np.dtype(np.int16)
    periods = np.array(by_column[table.period].codes, type_)
    columns = {name: pa.chunked_array([b.pop(name) for b in blocks]) for name in _TYPES}
    columns[table.period] = pa.chunked_array([periods[b.pop(table.period)] for b in blocks])
    columns["value_cad"] = pa.chunked_array([b.pop("value_cad") for b in blocks])
    name = f"{raw.source}_rows"
    con.register("statcan_arrow", pa.table(columns))
    con.execute(f"create or replace temp table {name}_numbered as select * from statcan_arrow")
    con.unregister("statcan_arrow")
    codes_ = {column: by_column[column].codes for column in _TYPES}
    decoded = ", ".join(
        f"([{_list(listed)}]::{_type(con, column, listed)}[])[{column} + 1] as {column}"
        for column, listed in codes_.items()
    )
    con.execute(
        f"create or replace temp view {name} as select {decoded}, {table.period}, value_cad, "
        f"'{raw.source}' as source, date '{raw.vintage.isoformat()}' as vintage "
        f"from {name}_numbered"
    )
    return name


def _type(con: duckdb.DuckDBPyConnection, column: str, listed: list[str]) -> str:
    """Return the closed list's own type, where the build has declared it and it holds all codes:
    the contract then need not look every row up again. Otherwise varchar."""
    declared = con.execute(
        "select labels from duckdb_types() where type_name = $name", {"name": _TYPES[column]}
    ).fetchall()
    return _TYPES[column] if declared and set(listed) <= set(declared[0][0]) else "varchar"


def _list(texts: list[str]) -> str:
    """Quote our own codes for a list of constants, which takes no parameters."""
    return ", ".join(f"'{text}'" for text in texts)


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


def _refuse_row(file: FullTable, row: pa.Table) -> NoReturn:
    """Refuse a value that contradicts its symbol, or that is no whole number of dollars."""
    (content,) = row.to_pylist()
    told = ", ".join(f"{file.published_name(name)} {held}" for name, held in content.items())
    raise SourceError(
        f"{file.raw.source} : {file.archive.name} a une valeur que son symbole contredit ou qui "
        f"n'est pas en dollars entiers ({told}) ; vérifiez le fichier publié avant de recharger."
    )
