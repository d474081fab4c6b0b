"""Reads a trade table of Statistics Canada from its full-table zip; it codes, and sums nothing."""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import duckdb

from etl import statcan_header
from etl.inflate import DamagedArchiveError, as_path, blocks, members
from etl.source import Download, Raw, SourceError, Text
from etl.statcan_header import Header
from etl.statcan_labels import LabelColumn, label_columns

PUBLISHER = Text("Statistique Canada", "Statistics Canada")

_HEAD = 4 << 20  # bytes: the first month of every section, flow and partner, and more
_BUFFER = 8_000_000  # bytes per parsing task; DuckDB's own 32 MB doubles the memory for nothing
_LISTED = 10
_NOT_AVAILABLE = ".."
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class TradeTable:
    """What tells one trade table from another: number, published table, period, labels."""

    pid: str
    published: str
    period: str
    partner: tuple[str, str]
    flows: dict[str, str]

    @property
    def downloads(self) -> tuple[Download, ...]:
        """The English full table; a French one put in its place is read as well."""
        return (Download(f"{self.pid}-eng.zip", f"{{statcan}}/n1/tbl/csv/{self.pid}-eng.zip"),)

    @property
    def landing_page(self) -> Text:
        """The table's page in both languages."""
        page = "https://www150.statcan.gc.ca/t1/tbl1/{}/tv.action?pid={}01"
        return Text(page.format("fr", self.pid), page.format("en", self.pid))


@dataclass(frozen=True)
class _Job:
    """One zip on its way into one temp table."""

    raw: Raw
    archive: Path
    member: str
    header: Header
    columns: tuple[LabelColumn, ...]

    @property
    def staged(self) -> str:
        return f"{self.raw.source}_staged"

    def expression(self, column: LabelColumn) -> str:
        """Give the column's label in SQL; no symbol and no value is «not available»."""
        at = {ours: f"c{position}" for ours, position in self.header.position.items()}
        if column.name != "status":
            return f"coalesce({at[column.field]}, '')"
        symbol = f"case when {at['value']} is null then '{_NOT_AVAILABLE}' else {at['symbol']} end"
        return f"coalesce({at['status']}, {symbol}, '')"


def parse(table: TradeTable, raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Create the relation with the published table's columns; values in dollars.

    The zip is inflated into DuckDB's CSV reader in one pass, with each label stored as a number.
    SourceError when the archive is damaged, a column is not as expected, or a label is unknown.
    """
    archive = _archive(table, raw)
    try:
        job = _prepare(table, raw, archive)
        head = _labels_of_head(job)
        known = {column.name: column.known(head[column.name]) for column in job.columns}
        if not _stage(job, con, known):
            known = _known_of_whole_file(job, con)
            _stage(job, con, known)
    except DamagedArchiveError as error:
        raise SourceError(
            f"{raw.source} : {archive} n'est pas un zip entier ({error}) ; "
            f"relancez `python -m etl fetch {raw.source}`."
        ) from error
    return {table.published: _decoded(job, con, known)}


def _archive(table: TradeTable, raw: Raw) -> Path:
    english, french = f"{table.pid}-eng.zip", f"{table.pid}-fra.zip"
    use_french = not (raw.folder / english).is_file() and (raw.folder / french).is_file()
    return raw.file(french if use_french else english)


def _prepare(table: TradeTable, raw: Raw, archive: Path) -> _Job:
    member = f"{table.pid}.csv"
    if member not in (found := members(archive)):
        raise SourceError(
            f"{raw.source} : {archive} ne contient pas {member} (mais {', '.join(found)}) ; "
            f"relancez `python -m etl fetch {raw.source}`."
        )
    line = _head(archive, member)[0]
    header = statcan_header.read(raw, archive.name, line, table.partner)
    columns = label_columns(table.period, raw.vintage.year + 1, header.language, table.flows)
    return _Job(raw, archive, member, header, columns)


def _head(archive: Path, member: str) -> list[str]:
    """Return the first lines of the member, without the BOM and without a line cut in two."""
    head, stream = b"", blocks(archive, member)
    while len(head) < _HEAD and (block := next(stream, None)) is not None:
        head += block
    text = head.decode("utf-8-sig", errors="replace")
    lines = text.splitlines(keepends=True)
    return lines[:-1] if len(head) >= _HEAD else lines or [""]


def _labels_of_head(job: _Job) -> dict[str, set[str]]:
    lines = io.StringIO("".join(_head(job.archive, job.member)[1:]))
    rows = [
        row
        for row in csv.reader(lines, delimiter=job.header.delimiter)
        if len(row) == len(job.header.columns)
    ]
    return {c.name: {row[job.header.position[c.field]] for row in rows} for c in job.columns}


def _read(job: _Job, con: duckdb.DuckDBPyConnection, before: str, after: str = "") -> list[tuple[object, ...]]:
    """Run `before` … `after` around the CSV scan of the whole member, and return its rows."""
    names = ", ".join(f"'c{at}': 'varchar'" for at in range(len(job.header.columns)))
    with as_path(blocks(job.archive, job.member)) as path:
        try:
            return con.execute(
                f"{before} read_csv('{path}', columns = {{{names}}}, auto_detect = false, "
                f"header = true, delim = '{job.header.delimiter}', quote = '\"', escape = '\"', "
                f"buffer_size = {_BUFFER}) {after}"
            ).fetchall()
        except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
            raise SourceError(
                f"{job.raw.source} : {job.archive.name} a une ligne illisible "
                f"({str(error).splitlines()[0]}) ; vérifiez le format publié avant de recharger."
            ) from error


def _stage(job: _Job, con: duckdb.DuckDBPyConnection, known: dict[str, dict[str, str]]) -> bool:
    """Fill the temp table in one pass; False when it met a label that is not in `known`."""
    value = f"c{job.header.position['value']}"
    if job.header.language == "fr":
        value = f"replace({value}, ',', '.')"
    labels = ", ".join(
        f"try_cast({job.expression(column)} as enum({', '.join(map(_quoted, known[column.name]))}))"
        f" as {column.name}"
        for column in job.columns
    )
    _read(
        job, con,
        f"create or replace temp table {job.staged} as "
        f"select {labels}, {value}::decimal(18, 4) as value from",
    )  # fmt: skip
    gaps = " or ".join(f"{column.name} is null" for column in job.columns)
    return con.execute(f"select 1 from {job.staged} where {gaps} limit 1").fetchone() is None


def _known_of_whole_file(
    job: _Job, con: duckdb.DuckDBPyConnection
) -> dict[str, dict[str, str]]:
    """Learn the labels of the whole file, or raise the SourceError that lists the unknown ones."""
    con.execute(f"drop table {job.staged}")
    distinct = ", ".join(f"list(distinct {job.expression(c)})" for c in job.columns)
    (found,) = _read(job, con, f"select {distinct} from")
    seen = {c.name: sorted(labels) for c, labels in zip(job.columns, found, strict=True)}  # type: ignore[call-overload]
    unknown = [(c, label) for c in job.columns for label in seen[c.name] if c.decode(label) is None]
    if unknown:
        _refuse(job, unknown)
    return {c.name: c.known(seen[c.name]) for c in job.columns}


def _refuse(job: _Job, unknown: list[tuple[LabelColumn, str]]) -> None:
    shown = unknown[:_LISTED]
    parts = []
    for column in dict.fromkeys(column.name for column, _ in shown):
        labels = [label for c, label in shown if c.name == column]
        field = next(c.field for c, _ in shown if c.name == column)
        name = job.header.columns[job.header.position[field]]
        parts.append(f"« {name} » : " + ", ".join(f"« {label} »" for label in labels))
    mends = dict.fromkeys(column.mend for column, _ in shown)
    raise SourceError(
        f"{job.raw.source} : {job.archive.name} porte {len(unknown)} libellé(s) inconnu(s), "
        f"{' ; '.join(parts)}{' …' if len(unknown) > _LISTED else ''} ; "
        f"{', et '.join(mends)}, puis relancez `python -m etl build`."
    )


def _decoded(
    job: _Job, con: duckdb.DuckDBPyConnection, known: dict[str, dict[str, str]]
) -> str:
    """Create the view from numbered labels to codes and return its name."""
    code = {
        c.name: f"([{', '.join(map(_quoted, known[c.name].values()))}]::{c.type}[])"
        f"[enum_code({c.name}) + 1]"
        for c in job.columns
    }
    names = ", ".join(f"{code[c.name]} as {c.name}" for c in job.columns if c.name != "scale")
    view = f"{job.raw.source}_rows"
    left_out = [label for label, partner in known["partner"].items() if not partner]
    con.execute(
        f"create or replace temp view {view} as "
        f"select {names}, (value * {code['scale']})::bigint as value_cad, "
        f"'{job.raw.source}' as source, date '{job.raw.vintage.isoformat()}' as vintage "
        f"from {job.staged}"
        + (f" where partner not in ({', '.join(map(_quoted, left_out))})" if left_out else "")
    )
    return view


def _quoted(text: str) -> str:
    """Quote a label for a list of constants, which takes no parameters."""
    return "'" + text.replace("'", "''") + "'"
