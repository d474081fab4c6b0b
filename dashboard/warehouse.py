"""Opens one published build in a locked-down DuckDB and answers one statement per cursor."""

from __future__ import annotations

import os
import threading
import warnings
from typing import Any

import duckdb
import pyarrow as pa

from dashboard import queries, store
from dashboard.bounds import AT_ONCE, Bounds, TooMuch, within
from dashboard.builds import PUBLISH_COMMAND, Build
from dashboard.unavailable import BUILD_COMMAND, Unavailable

# A statement run by `cursor().execute` answers a third sooner than by `cursor().sql`, which is what
# the warning advises (benchmarks/queries.py); answers are small, so the copy it names costs nothing.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result")
# Tables of so few rows are held: to open a file is dearer than to read it, and most questions ask
# two or three of them (0.90 of the time of all 162 at full size).
_FEW = 10_000


class Warehouse:
    """One build, readable through views; safe to share between threads."""

    def __init__(self, source: Build) -> None:
        self.build = source
        self._broken: dict[str, str] = {}
        # Files are on this machine, mostly in its memory: threads that read ahead only take turns
        # from those that work. They never change: footers are kept for all cursors (a year of
        # products has a file, and to read them again was a quarter of an answer).
        self._con = duckdb.connect(config={"threads": os.cpu_count() or 1, "async_threads": 0})
        self._con.execute("set global parquet_metadata_cache = true")
        for table in sorted(source.manifest["tables"]):
            self._open_table(table)
        try:
            for view in queries.views():
                self._open_view(view)
            self._bind_extracts()
            # What is held is compressed: a third of the memory.
            self._con.execute("checkpoint")
        except duckdb.BinderException as error:
            # A column came since: a newer dashboard was started on the data of the one before.
            raise Unavailable("older", command=_mend()) from error
        folder = str(source.folder).replace("'", "''")
        self._con.execute(f"set allowed_directories = ['{folder}']")
        self._con.execute("set enable_external_access = false")
        self._con.execute("set lock_configuration = true")

    def _open_table(self, table: str) -> None:
        files = self.build.files(table)
        if not all(path.is_file() for path in files):
            self._broken[table] = "missing"
            return
        quoted = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
        rows = f"from read_parquet([{quoted}])"
        if self.build.is_in_parts(table):
            # The footers are read by name, or DuckDB 2.0 takes the parts left by a filter for one row
            # and joins the wrong way round.
            rows = (
                f"select * exclude (filename), try_cast(parse_filename(filename, true) as integer)"
                f" as part_year from read_parquet([{quoted}], filename = true, union_by_name = true)"
            )
        is_held = 0 < self.build.rows(table) <= _FEW and not self.build.is_in_parts(table)
        try:
            self._con.execute(f"create {'table' if is_held else 'view'} {table} as {rows}")
        except duckdb.Error:
            self._broken[table] = "damaged"

    def _open_view(self, view: queries.Query) -> None:
        # A build older than the view lacks its tables: what needs them says so, and the rest opens.
        absent = view.tables - set(self.build.manifest["tables"])
        self._broken |= dict.fromkeys(absent, "missing")
        if any(table in self._broken for table in view.tables):
            return
        try:
            if view.by:
                self._hold_by(view)
            elif view.is_materialized:
                self._hold(view)
            else:
                self._con.execute(f"create view {view.path.stem} as {view.sql}")
        except duckdb.BinderException:
            raise  # a column is not there
        except duckdb.Error:
            if not self._found_damaged(view.tables):
                raise

    def _hold(self, view: queries.Query) -> None:
        """Work a view out and keep its rows. Codes are numbers, a fifth of the memory of texts, and
        rows lie in their order: a question passes over what it does not ask. A column whose list of
        codes cannot be read stays text."""
        name = view.path.stem
        codes = [column for column, one in view.codes.items() if self._list(name, column, one)]
        numbers = ", ".join(f"{column}::{name}_{column} as {column}" for column in codes)
        coded = f"select * replace ({numbers}) from ({view.sql}) order by {', '.join(codes)}"
        self._con.execute(f"create table {name} as {coded if numbers else view.sql}")

    def _list(self, view: str, column: str, relation: str) -> bool:
        """Make a type of the codes that a relation lists; False when it cannot be read."""
        tables = queries.tables_of(frozenset({relation}))
        if any(table in self._broken for table in tables):
            return False
        listed = f"select distinct {column} from {relation} order by {column}"
        try:
            self._con.execute(f"create type {view}_{column} as enum ({listed})")
        except duckdb.Error:
            if not self._found_damaged(tables):
                raise
            return False
        return True

    def _hold_by(self, view: queries.Query) -> None:
        """Work a large view out a value at a time, each compressed before the next is read."""
        name, by = view.path.stem, view.by
        self._con.execute(f"create table {name} as from ({view.sql}) limit 0")
        values = self._con.execute(
            f"select distinct {by} from ({view.sql}) order by {by}"
        ).fetchall()
        kept = f"from ({view.sql}) where {by} = ? order by {', '.join(view.grain)}"
        for value in values:
            self._con.execute(f"insert into {name} {kept}", value)
            self._con.execute("checkpoint")

    def _bind_extracts(self) -> None:
        """Bind the extracts, which name every column of every table that is there."""
        for name, query in queries.catalogue().items():
            if name.startswith("extract/") and not query.tables & self._broken.keys():
                self.shape(query)

    def run(self, query: queries.Query, params: dict[str, Any]) -> pa.Table:
        """Answer a query; Unavailable names the table that is missing or damaged."""
        self._require(query)
        try:
            return _words(self._con.cursor().execute(query.statement, params).to_arrow_table())
        except duckdb.Error as error:
            self._blame(query, error)
            raise

    def run_within(self, query: queries.Query, params: dict[str, Any], bounds: Bounds) -> pa.Table:
        """Answer as `run` does, but stop and raise TooMuch as soon as a bound is passed."""
        self._require(query)
        cursor = self._con.cursor()
        alarm = threading.Timer(bounds.seconds, cursor.interrupt)
        alarm.start()
        try:
            reader = cursor.execute(query.statement, params).to_arrow_reader(AT_ONCE)
            return _words(within(reader, bounds))
        except duckdb.InterruptException as error:
            raise TooMuch("seconds") from error
        except duckdb.Error as error:
            self._blame(query, error)
            raise
        finally:
            alarm.cancel()
            cursor.close()

    def shape(self, query: queries.Query) -> pa.Schema:
        """Return the names and types of the columns of an answer, without working out its rows."""
        self._require(query)
        empty = f"from ({query.sql}) limit 0"
        table: pa.Table = self._con.cursor().execute(empty, query.sample).to_arrow_table()
        return _words(table).schema

    def count(self, query: queries.Query, params: dict[str, Any]) -> int:
        """Return how many rows a query would answer, without fetching them."""
        self._require(query)
        try:
            counted = f"select count(*) from ({query.unsorted})"
            row = self._con.cursor().execute(counted, params).fetchone()
        except duckdb.Error as error:
            self._blame(query, error)
            raise
        return int(row[0]) if row else 0

    def _require(self, query: queries.Query) -> None:
        for table in query.tables:
            if table in self._broken:
                raise Unavailable(self._broken[table], table, _mend())

    def _found_damaged(self, tables: frozenset[str]) -> bool:
        """Note which of these tables are not as they were published; whether any is.

        DuckDB has no one error for a file that it cannot make sense of: the file itself tells.
        """
        damaged = [table for table in tables if not self.build.is_intact(table)]
        self._broken |= dict.fromkeys(damaged, "damaged")
        return bool(damaged)

    def _blame(self, query: queries.Query, error: duckdb.Error) -> None:
        """Raise Unavailable when a table that a query reads is damaged; else the error is its own."""
        for table in sorted(query.tables):
            if not self.build.is_intact(table):
                raise Unavailable("damaged", table, _mend()) from error


def _mend() -> str:
    """The command that brings a build whose tables can be read."""
    return PUBLISH_COMMAND if store.is_set() else BUILD_COMMAND


def _words(answer: pa.Table) -> pa.Table:
    """An answer whose codes are texts, wherever its rows were held."""
    texts = (
        one.with_type(pa.string()) if pa.types.is_dictionary(one.type) else one
        for one in answer.schema
    )
    return answer.cast(pa.schema(texts))
