"""Answers named questions: `ask(name, **params)` gives one immutable result that every face shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import pyarrow as pa

from dashboard import builds, openings, queries
from dashboard.bounds import Bounds
from dashboard.builds import Build
from dashboard.queries import Query
from dashboard.unavailable import Unavailable

Value = Any
Frozen = tuple[tuple[str, Value], ...]
RESULTS_KEPT, ROWS_KEPT = 512, 500


@dataclass(frozen=True)
class Stamp:
    """One source behind a result, as the warehouse's `source` table describes it."""

    source: str
    facts: Mapping[str, Any] = field(hash=False, compare=False)


@dataclass(frozen=True)
class Result:
    """The answer to one question; sentence, chart, table and files are all made from it."""

    indicator: Query
    params: Mapping[str, Value] = field(hash=False, compare=False)
    table: pa.Table = field(hash=False, compare=False)
    build: Build
    sources: tuple[Stamp, ...]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows as dictionaries, column names as keys. Those of a short answer are made once and
        shared: change none of them."""
        return list(self._rows) if len(self) <= ROWS_KEPT else self.table.to_pylist()

    def question(self) -> tuple[str, str, Frozen]:
        """What makes two results the same: the build's folder, the query's name, the parameters."""
        return str(self.build.folder), self.indicator.name, _freeze(self.params)

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.table.to_pylist()
        return rows

    def __len__(self) -> int:
        return int(self.table.num_rows)


def ask(name: str, **params: Value) -> Result:
    """Answer the query `name` on the build of this view.

    Parameters are bound by name; lists are tuples or lists of codes. UnknownQuery: no such file.
    TypeError: parameters missing or in excess. Unavailable: a table is missing or damaged.
    """
    return _answer(builds.current(), _question(name, params), _freeze(params))


def ask_within(bounds: Bounds, name: str, params: Mapping[str, Value]) -> Result:
    """Answer as `ask` does, within bounds (TooMuch), and without keeping the answer: what machines
    ask must not push out what readers look at."""
    return _work_out(builds.current(), _question(name, params), _freeze(params), bounds)


def count(name: str, **params: Value) -> int:
    """Return how many rows a query would answer on the build of this view."""
    return openings.warehouse(builds.current()).count(queries.find(name), params)


def is_loaded(table: str) -> bool:
    """Say whether a published table holds any row in the build of this view."""
    return builds.current().rows(table) > 0


def require(table: str) -> None:
    """Raise Unavailable with the command that loads the table when it holds no row."""
    if not is_loaded(table):
        raise Unavailable("not_loaded", table, f"python -m etl refresh {table}")


def _question(name: str, params: Mapping[str, Value]) -> Query:
    query = queries.find(name)
    if query.parameters != set(params):
        raise TypeError(f"{name} takes {sorted(query.parameters)}, was given {sorted(params)}")
    return query


def _freeze(params: Mapping[str, Value]) -> Frozen:
    return tuple(
        sorted(
            (name, tuple(value) if isinstance(value, list | tuple) else value)
            for name, value in params.items()
        )
    )


@lru_cache(maxsize=RESULTS_KEPT)
def _answer(build: Build, query: Query, frozen: Frozen) -> Result:
    return _work_out(build, query, frozen)


def _work_out(build: Build, query: Query, frozen: Frozen, bounds: Bounds | None = None) -> Result:
    params = {n: list(v) if isinstance(v, tuple) else v for n, v in frozen}
    opened = openings.warehouse(build)
    table = opened.run_within(query, params, bounds) if bounds else opened.run(query, params)
    return Result(query, params, table, build, _stamps(build, query, table))


def named(table: pa.Table) -> set[str]:
    """The codes of the sources that rows name; a row made of two flows names those of both."""
    cells = table.column("source").unique().to_pylist()
    return {code for cell in cells for code in (cell or "").split()}


def _stamps(build: Build, query: Query, table: pa.Table) -> tuple[Stamp, ...]:
    """Return the sources behind an answer: those it names, else all that fill the tables it reads."""
    cards = _cards(build)
    if "source" in table.column_names:
        return tuple(Stamp(code, cards[code]) for code in sorted(named(table) & set(cards)))
    return tuple(
        Stamp(code, card)
        for code, card in cards.items()
        if card["origin"] != "not_loaded" and query.tables & set(card["tables"].split())
    )


@lru_cache(maxsize=2)
def _cards(build: Build) -> dict[str, dict[str, Any]]:
    found = openings.warehouse(build).run(queries.find("catalogue/sources"), {})
    return {row["source"]: row for row in found.to_pylist()}


def forget() -> None:
    """Forget every answer; for tests."""
    _answer.cache_clear()
    _cards.cache_clear()
