"""What one answer may cost, and the stop where it costs more."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

AT_ONCE = 32_768  # rows that are fetched between two looks at their number


class TooMuch(Exception):
    """An answer went past what its asker allows; `limit` is `rows` or `seconds`."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


@dataclass(frozen=True)
class Bounds:
    """What one answer may cost: its rows, and the seconds that the engine may work on it."""

    rows: int
    seconds: float


def within(reader: pa.RecordBatchReader, bounds: Bounds) -> pa.Table:
    """Read an answer whole; TooMuch as soon as it has more rows than it may."""
    batches: list[pa.RecordBatch] = []
    rows = 0
    for batch in reader:
        rows += batch.num_rows
        if rows > bounds.rows:
            raise TooMuch("rows")
        batches.append(batch)
    return pa.Table.from_batches(batches, schema=reader.schema)
