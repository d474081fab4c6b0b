"""Reads a trade table of Statistics Canada into our codes and dollars; it sums nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

import duckdb

from etl import codes, statcan_file
from etl.source import Download, Raw, SourceError, Text
from etl.statcan_file import FullTable
from etl.statcan_labels import LabelColumn, label_columns

PUBLISHER = Text("Statistique Canada", "Statistics Canada")

_LISTED = 10
_NOT_AVAILABLE = ".."

Known = dict[str, dict[str, str]]  # our column → the publisher's label → our code


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

    The zip is inflated into DuckDB's CSV reader and read in one pass; each label is stored as a
    number. A second pass happens only when the file holds labels that neither the code lists nor
    its first lines showed. Partners that the code list knows as groups of countries (empty code)
    are left out. SourceError when the archive is damaged, a column is not as expected, a label is
    unknown, or a value contradicts its symbol.
    """
    file = statcan_file.open_table(table.pid, table.partner, raw)
    columns = label_columns(table.period, raw.vintage.year + 1, file.header.language, table.flows)
    known = {c.name: c.known(file.labels_of_head(c.field)) for c in columns}
    if not _stage(file, columns, con, known):
        known = _learn(file, columns, con)
        _stage(file, columns, con, known)
    _refuse_contradictions(file, con, known)
    return {table.published: _decode(file, columns, con, known)}


def _label(file: FullTable, column: LabelColumn) -> str:
    """Return the column's label in SQL. The status stands in STATUS, or else in SYMBOL (p and r);
    an empty value without either is not available."""
    if column.name != "status":
        return f"coalesce({file.column(column.field)}, '')"
    return (
        f"coalesce({file.column('status')}, case when {file.column('value')} is null "
        f"then '{_NOT_AVAILABLE}' else {file.column('symbol')} end, '')"
    )


def _stage(
    file: FullTable, columns: tuple[LabelColumn, ...], con: duckdb.DuckDBPyConnection, known: Known
) -> bool:
    """Fill the temp table in one pass; False when it met a label that is not in `known`."""
    value = file.column("value")
    if file.header.language == "fr":
        value = f"replace({value}, ',', '.')"
    labels = ", ".join(
        f"try_cast({_label(file, c)} as enum({_list(known[c.name])})) as {c.name}" for c in columns
    )
    file.scan(
        con,
        f"create or replace temp table {file.raw.source}_staged as "
        f"select {labels}, {value}::decimal(18, 4) as value from",
    )
    gaps = " or ".join(f"{column.name} is null" for column in columns)
    gap = con.execute(f"select 1 from {file.raw.source}_staged where {gaps} limit 1").fetchall()
    return not gap


def _learn(
    file: FullTable, columns: tuple[LabelColumn, ...], con: duckdb.DuckDBPyConnection
) -> Known:
    """Learn the labels of the whole file; SourceError lists those that have no code."""
    con.execute(f"drop table {file.raw.source}_staged")
    distinct = ", ".join(f"list(distinct {_label(file, column)})" for column in columns)
    (found,) = file.scan(con, f"select {distinct} from")
    seen = [sorted(labels or ()) for labels in found]
    unknown = [
        (column, label)
        for column, labels in zip(columns, seen, strict=True)
        for label in labels
        if column.decode(label) is None
    ]
    if unknown:
        _refuse(file, unknown)
    return {c.name: c.known(labels) for c, labels in zip(columns, seen, strict=True)}


def _refuse(file: FullTable, unknown: list[tuple[LabelColumn, str]]) -> NoReturn:
    shown: dict[str, list[str]] = {}
    for column, label in unknown[:_LISTED]:
        shown.setdefault(file.published_name(column.field), []).append(f"« {label} »")
    listed = " ; ".join(f"{name} : {', '.join(labels)}" for name, labels in shown.items())
    mends = ", et ".join(dict.fromkeys(column.mend for column, _ in unknown[:_LISTED]))
    raise SourceError(
        f"{file.raw.source} : {file.archive.name} porte {len(unknown)} libellé(s) inconnu(s) "
        f"({listed}{' …' if len(unknown) > _LISTED else ''}) ; {mends}."
    )


def _decode(
    file: FullTable, columns: tuple[LabelColumn, ...], con: duckdb.DuckDBPyConnection, known: Known
) -> str:
    """Create the view that turns numbered labels into codes; return its name."""
    code = {
        c.name: f"([{_list(known[c.name].values())}]::{_type(c, con, known)}[])"
        f"[enum_code({c.name}) + 1]"
        for c in columns
        if c.name != "scale"
    }
    names = ", ".join(f"{text} as {name}" for name, text in code.items())
    # A constant per scale: a product with a column of scales would be computed on 128 bits.
    dollars = " ".join(
        f"when '{scale}' then (value * {factor})::bigint"
        for scale, factor in known["scale"].items()
    )
    groups = [label for label, partner in known["partner"].items() if not partner]
    view = f"{file.raw.source}_rows"
    con.execute(
        f"create or replace temp view {view} as "
        f"select {names}, case scale {dollars} end as value_cad, "
        f"'{file.raw.source}' as source, date '{file.raw.vintage.isoformat()}' as vintage "
        f"from {file.raw.source}_staged"
        + (f" where partner not in ({_list(groups)})" if groups else "")
    )
    return view


def _type(column: LabelColumn, con: duckdb.DuckDBPyConnection, known: Known) -> str:
    """Return the type of the column's codes: the closed list's own, where the build has declared
    it and it holds them all, since the contract then need not look up every row again."""
    declared = con.execute(
        "select labels from duckdb_types() where type_name = $name",
        {"name": f"{column.codes}_code"},
    ).fetchall()
    listed = set(declared[0][0]) if declared else set()
    return f"{column.codes}_code" if listed.issuperset(known[column.name].values()) else column.type


def _refuse_contradictions(file: FullTable, con: duckdb.DuckDBPyConnection, known: Known) -> None:
    """Stop when a value stands beside a symbol that says there is none, or the other way round."""
    has_value = {row["status"]: row["has_value"] == "true" for row in codes.read("status_code")}
    without = [label for label, status in known["status"].items() if not has_value[status]]
    found = con.execute(
        f"select * from {file.raw.source}_staged "
        f"where (value is null) <> (status in ({_list(without)})) limit 1"
    ).fetchall()
    if found:
        raise SourceError(
            f"{file.raw.source} : {file.archive.name} a une valeur et un symbole qui se "
            f"contredisent ({', '.join(str(part) for part in found[0])}) ; "
            "vérifiez le fichier publié avant de recharger."
        )


def _list(texts: Iterable[str]) -> str:
    """Quote texts for a list of constants, which takes no parameters."""
    return ", ".join("'" + text.replace("'", "''") + "'" for text in texts)
