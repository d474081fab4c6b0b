"""Writes a settled table as a Parquet file: in its order, in row groups a reader can pass over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from etl.arrow_numbers import compacted
from etl.contract import Contract
from etl.held import changes

ROW_GROUP_SIZE = 245_760
_BATCH = 32_768  # rows at a time from DuckDB; larger ones only take memory
# Files a third larger than with zstd, but every question that no table in memory answers unpacks
# them: 0.97 of the time of all questions of trade, 0.8 of that on a product's partners; a build
# takes 0.95, an opening 0.8 (benchmarks/RESULTS.md).
_CODEC = "snappy"
_FIGURES = ("bigint", "double")  # hardly repeat: a dictionary of them costs time and space


def write(
    con: duckdb.DuckDBPyConnection,
    contract: Contract,
    target: Path,
    stamp: Iterable[tuple[str, str]],
) -> int:
    """Write a settled table as Parquet, in its order; return its number of rows.

    `stamp` (key, value) pairs go into the file's own metadata. Equal rows give equal bytes. Not
    DuckDB's own writer: it takes twice as long on codes turned to text, and on codes as they are
    its bytes differ from one run to the next.
    """
    with con.cursor() as reader:
        sizes = list(_sizes(_runs(reader, contract)))
        stream = reader.sql(f"from {contract.table}").to_arrow_reader(_BATCH)
        return _write(_cut(stream, sizes), stream.schema, contract, target, stamp)


def write_held(
    rows: pa.Table, contract: Contract, target: Path, stamp: Iterable[tuple[str, str]]
) -> int:
    """Write the rows that `held.hold` accepted as Parquet; return their number."""
    starts = np.flatnonzero(changes(rows, contract.apart))
    sizes = list(_sizes(np.diff(starts, append=len(rows)).tolist()))
    ends = accumulate(sizes)
    groups = (
        _compacted(rows.slice(end - size, size)) for end, size in zip(ends, sizes, strict=True)
    )
    return _write(groups, rows.schema, contract, target, stamp)


def _write(
    groups: Iterable[pa.Table],
    schema: pa.Schema,
    contract: Contract,
    target: Path,
    stamp: Iterable[tuple[str, str]],
) -> int:
    from pyarrow import parquet

    with parquet.ParquetWriter(
        target,
        schema,
        compression=_CODEC,
        use_dictionary=[c.name for c in contract.columns if c.type not in _FIGURES],
        write_batch_size=_BATCH,  # the same bytes in 0.75 of the time that 1,024 take
        store_schema=False,
    ) as file:
        for group in groups:
            file.write_table(group)
        file.add_key_value_metadata(dict(stamp))
    return int(parquet.read_metadata(target).num_rows)


def _runs(con: duckdb.DuckDBPyConnection, contract: Contract) -> list[int]:
    """Return the rows of each run of rows that agree on `apart`, in a settled table."""
    runs = f"select count(*) from {contract.table} "
    if contract.apart:
        runs += f"group by {', '.join(contract.apart)} order by min(rowid)"
    return [rows for (rows,) in con.sql(runs).fetchall()]


def _sizes(runs: Iterable[int]) -> Iterator[int]:
    """Yield the rows of each row group: full ones, and the rest of each run.

    A reader passes over a row group that holds nothing of its question, but weighs each: few that
    hold one geography only serve better than many that hold two.
    """
    for rows in runs:
        full, rest = divmod(rows, ROW_GROUP_SIZE)
        yield from [ROW_GROUP_SIZE] * full
        yield from [rest] if rest else []


def _compacted(rows: pa.Table) -> pa.Table:
    """Return rows whose dictionaries hold the codes that they have: what is written does not tell
    which others there are."""
    columns = (column.chunk(0) for column in rows.columns)
    return pa.Table.from_arrays(
        [compacted(c) if isinstance(c, pa.DictionaryArray) else c for c in columns],
        rows.column_names,
    )


def _cut(stream: Iterator[pa.RecordBatch], sizes: Iterable[int]) -> Iterator[pa.Table]:
    """Cut a stream of rows into tables of these sizes: DuckDB's own cuts depend on its threads."""
    held: list[pa.RecordBatch] = []
    for size in sizes:
        while sum(batch.num_rows for batch in held) < size:
            held.append(next(stream))
        rows = pa.Table.from_batches(held)
        yield rows.slice(0, size).combine_chunks()
        held = rows.slice(size).to_batches()


def stamp(con: duckdb.DuckDBPyConnection, table: Contract) -> list[tuple[str, str]]:
    """Give the facts a Parquet file carries about itself: title, and editions of its sources."""
    facts = [("title_fr", table.title.fr), ("title_en", table.title.en)]
    if {"source", "vintage"} <= set(table.names):
        editions = con.execute(
            "select source::varchar, vintage::varchar "
            f"from (select distinct source, vintage from {table.table}) order by all"
        ).fetchall()
        facts.append(("editions", " ".join(f"{source}@{vintage}" for source, vintage in editions)))
    return facts
