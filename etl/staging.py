"""Writes the tables of a build into its folder as Parquet, two at a time; it publishes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from etl import parquet_files, publication
from etl.contract import Contract

Writing = dict[str, Future[dict[str, Any]]]


@contextmanager
def writer(
    con: duckdb.DuckDBPyConnection, staged: Path
) -> Iterator[Callable[[Iterable[Contract]], Writing]]:
    """Give a function that begins to write tables, the largest first, and returns at once.

    Each answer to come is a table's number of rows and the sha256 of its file. The tables must not
    change any more. Leaving waits for those begun and drops the others.
    """

    def written(table: Contract) -> dict[str, Any]:
        target = staged / f"{table.table}.parquet"
        with con.cursor() as own:
            rows = parquet_files.write(own, table, target, parquet_files.stamp(own, table))
        return {"rows": rows, "sha256": publication.file_sha256(target)}

    def begin(tables: Iterable[Contract]) -> Writing:
        rows = con.execute("select table_name, estimated_size from duckdb_tables()").fetchall()
        sizes = dict(rows)
        ordered = sorted(tables, key=lambda table: sizes[table.table], reverse=True)
        return {table.table: pool.submit(written, table) for table in ordered}

    with ThreadPoolExecutor(2, thread_name_prefix="staging") as pool:
        try:
            yield begin
        finally:
            pool.shutdown(cancel_futures=True)
