"""Writes a presentation as CSV or Parquet bytes and names the files; XLSX is in `workbook`."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.cells import TEXT, as_bytes, by_distinct, is_text, joined, neutralised
from dashboard.presentation import Presentation

ROWS_AT_ONCE = 32_768


@dataclass(frozen=True)
class Dialect:
    """How a CSV is written; `displayed` takes the interface's headings, else machine names."""

    delimiter: str
    decimal: str
    bom: bool
    displayed: bool


FRENCH = Dialect(delimiter=";", decimal=",", bom=True, displayed=True)
MACHINE = Dialect(delimiter=",", decimal=".", bom=False, displayed=False)


def csv_chunks(parts: Iterable[Presentation], dialect: Dialect) -> Iterator[bytes]:
    """Yield one file of one or more parts of an answer, piece by piece: heading line, then up to
    ROWS_AT_ONCE rows a piece.

    RFC 4180 quoting and line ends. A missing value is an empty cell, an empty text is `""`.
    """
    is_first = True
    for part in parts:
        if is_first:
            yield _heading(part, dialect)
            is_first = False
        for batch in part.table.to_batches(max_chunksize=ROWS_AT_ONCE):
            if batch.num_rows:
                yield _lines(batch, dialect)


def csv(parts: Iterable[Presentation], dialect: Dialect) -> bytes:
    """The same file in one piece."""
    # Joining a list of chunks would hold the file twice; the buffer gives its bytes uncopied.
    target = io.BytesIO()
    for chunk in csv_chunks(parts, dialect):
        target.write(chunk)
    return target.getvalue()


def parquet(parts: Iterable[Presentation], stamp: Callable[[], Mapping[str, str]]) -> bytes:
    """Parquet (zstd) with machine names, written as each part comes; headings go into the metadata
    of its columns, and `stamp`, asked once all rows have passed, into its own."""
    target = io.BytesIO()
    writer: pq.ParquetWriter | None = None
    for part in parts:
        if writer is None:
            writer = pq.ParquetWriter(target, _titled(part), compression="zstd")
        writer.write_table(part.table.cast(writer.schema))
    if writer is None:
        raise ValueError("A Parquet file needs a part, be it empty, to know its columns.")
    writer.add_key_value_metadata(dict(stamp()))
    writer.close()
    return target.getvalue()


def _titled(part: Presentation) -> pa.Schema:
    described = zip(part.table.schema, part.headings, part.columns, strict=True)
    return pa.schema(
        field.with_metadata({"title": heading, "unit": column.unit})
        for field, heading, column in described
    )


def file_name(subject: str, as_of: date | None, build: str, suffix: str, variant: str = "") -> str:
    """Name a download `<subject>_<date of the data>_<build>[_<variant>].<suffix>`.

    Only ASCII letters, digits and hyphens survive, so that no reader's text reaches a file name.
    """
    parts = (subject, as_of.isoformat() if as_of else "", build, variant)
    slugs = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts]
    return "_".join(slug for slug in slugs if slug) + "." + suffix


def _heading(presentation: Presentation, dialect: Dialect) -> bytes:
    names = presentation.headings if dialect.displayed else presentation.table.column_names
    heading = pa.record_batch([pa.array([name]) for name in names], names=list(names))
    return (b"\xef\xbb\xbf" if dialect.bom else b"") + _lines(heading, dialect)


def _lines(batch: pa.RecordBatch, dialect: Dialect) -> bytes:
    # A line with nothing on it would be read as no row at all.
    missing = '""' if batch.num_columns == 1 else ""
    cells = [pc.fill_null(_cells(column, dialect), missing) for column in batch.columns]
    cells[-1] = joined(cells[-1], "\r\n")
    return as_bytes(joined(*cells, separator=dialect.delimiter))


def _cells(values: pa.Array, dialect: Dialect) -> pa.Array:
    """The text of each value of a column, quoted where needed; missing stays missing."""
    if is_text(values.type):
        return by_distinct(values.cast(TEXT), lambda texts: _quoted(neutralised(texts), dialect))
    if pa.types.is_timestamp(values.type):
        return pc.strftime(values, format="%Y-%m-%dT%H:%M:%S").cast(TEXT)
    if pa.types.is_date(values.type):
        return by_distinct(values, lambda dates: dates.cast(TEXT))
    texts = values.cast(TEXT)
    if pa.types.is_floating(values.type) or pa.types.is_decimal(values.type):
        return pc.replace_substring(texts, ".", dialect.decimal)
    return texts


def _quoted(texts: pa.Array, dialect: Dialect) -> pa.Array:
    needed = pc.match_substring_regex(texts, f'["\r\n{dialect.delimiter}]|^ | $|^$')
    return pc.if_else(needed, joined('"', pc.replace_substring(texts, '"', '""'), '"'), texts)
