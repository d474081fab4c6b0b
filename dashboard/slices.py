"""Cuts a question over a whole table into smaller ones whose answers, end to end, are its answer.

A large answer is sorted and held a slice at a time: DuckDB would otherwise sort all of it in memory
before the first row leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.builds import Build
from dashboard.queries import Query, sorted_by

LEAST_ROWS = 100_000  # of a table: smaller ones are quicker in one go


def of(query: Query, params: Mapping[str, Any], build: Build) -> Iterator[dict[str, Any]]:
    """Yield the parameters of each slice in order; the question itself when it cannot be cut.

    The extract of a large table is cut by the first of the columns it is sorted by that takes more
    than one code, if that column identifies rows (so that it is never missing) and is a parameter.
    """
    table = query.name.removeprefix("extract/")
    for column in sorted_by(query) if build.rows(table) > LEAST_ROWS else ():
        if params.get("max_rows") is not None or column not in query.parameters & {*query.grain}:
            break
        given = params[column] or build.codes(table, column)
        if not given:
            break
        if len(given) > 1:
            for code in sorted(set(given)):
                yield {**params, column: [code]}
            return
    yield dict(params)
