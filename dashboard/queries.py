"""Reads the query files of `queries/`: the facts in their header, and what follows from the SQL."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb
import yaml

FOLDER = Path(__file__).resolve().parent.parent / "queries"
_HEADER = re.compile(r"\A\s*/\*(?P<facts>.*?)\*/\s*(?P<sql>.*)\Z", re.DOTALL)


class UnknownQuery(LookupError):
    """No file of `queries/` has this name."""


@dataclass(frozen=True)
class Query:
    """One query file: facts from its header, parameters and tables derived from its SQL."""

    name: str
    path: Path
    sql: str
    text: str
    parameters: frozenset[str]
    relations: frozenset[str]
    tables: frozenset[str]
    facts: dict[str, Any] = field(hash=False, compare=False)

    def fact(self, key: str, language: str) -> str:
        """Return a header text (title, description) in one language."""
        return str(self.facts[key][language])

    @cached_property
    def statement(self) -> duckdb.Statement:
        """The SQL as DuckDB has parsed it: to read its words each time is a tenth of a short answer.

        An execution copies it: threads may share it."""
        return _parser().cursor().extract_statements(self.sql)[0]

    @cached_property
    def unsorted(self) -> str:
        """The SQL without the order of its rows, of which there are as many: what a count asks."""
        tree = _tree(self.sql)
        node = tree["statements"][0]["node"]
        node["modifiers"] = [one for one in node["modifiers"] if one["type"] != "ORDER_MODIFIER"]
        written = "select json_deserialize_sql(?::json)"
        row = _parser().cursor().execute(written, [json.dumps(tree)]).fetchone()
        return str(row[0]) if row else self.sql

    @property
    def unit(self) -> str:
        """The unit of the main figure, as the header says."""
        return str(self.facts.get("unit", ""))

    @property
    def grain(self) -> tuple[str, ...]:
        """The columns that identify a row of the answer."""
        return tuple(self.facts.get("grain", ()))

    @property
    def is_materialized(self) -> bool:
        """Whether a view is worked out once, when a build is opened, and not at each question."""
        return bool(self.facts.get("materialized", False))

    @property
    def codes(self) -> dict[str, str]:
        """The columns of a materialized view held as numbers, with what lists the values of each; its
        rows lie in their order."""
        return dict(self.facts.get("codes") or {})

    @property
    def by(self) -> str:
        """The column by whose values a materialized view is worked out, one after the other and each in
        the order of the grain; empty when it is worked out at once."""
        return str(self.facts.get("by", ""))

    @property
    def sample(self) -> dict[str, Any]:
        """Sample parameters, enrolled by the tests."""
        return dict(self.facts.get("sample") or {})


def _facts(text: str) -> Any:
    """Read YAML by libyaml: ten times as fast as PyYAML's own reader, for some two hundred headers."""
    return yaml.load(text, yaml.CSafeLoader)


@cache
def read(path: Path) -> Query:
    """Read one query file; ValueError says which file has no header or more than one statement."""
    text = path.read_text(encoding="utf-8")
    match = _HEADER.match(text)
    if not match:
        raise ValueError(f"{path}: no header of facts (/* … */) before the statement.")
    sql = match["sql"].strip().rstrip(";")
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        raise ValueError(f"{path}: {len(statements)} statements, one expected.")
    facts = _facts(match["facts"])
    relations = _relations(sql)
    return Query(
        name=path.relative_to(FOLDER).with_suffix("").as_posix(),
        path=path,
        sql=sql,
        text=text,
        parameters=frozenset(statements[0].named_parameters),
        relations=relations | frozenset((facts.get("codes") or {}).values()),
        tables=tables_of(relations),
        facts=facts,
    )


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Query]:
    """Return every query by name (`topic/indicator`), views left out."""
    files = sorted(FOLDER.glob("*/*.sql"))
    return {q.name: q for q in map(read, (f for f in files if f.parent.name != "views"))}


@lru_cache(maxsize=1)
def views() -> tuple[Query, ...]:
    """Return the views that queries build on, each after the views that it reads itself."""
    found = {path.stem: read(path) for path in sorted((FOLDER / "views").glob("*.sql"))}
    order = TopologicalSorter({name: view.relations & set(found) for name, view in found.items()})
    return tuple(found[name] for name in order.static_order())


def find(name: str) -> Query:
    """Return a query by name; UnknownQuery when there is no such file."""
    try:
        return catalogue()[name]
    except KeyError as error:
        raise UnknownQuery(name) from error


@lru_cache(maxsize=1)
def columns() -> dict[str, dict[str, Any]]:
    """Return the dictionary of answer columns: title, unit and meaning, French and English."""
    content: dict[str, dict[str, Any]] = _facts(
        (FOLDER / "columns.yml").read_text(encoding="utf-8")
    )
    return content


@lru_cache(maxsize=1)
def parameters() -> dict[str, dict[str, str]]:
    """Return what each parameter means, French and English; those of extracts are table columns."""
    content: dict[str, dict[str, str]] = _facts(
        (FOLDER / "parameters.yml").read_text(encoding="utf-8")
    )
    return content


def _relations(sql: str) -> frozenset[str]:
    """Return the tables and views that a statement reads, its own CTEs left out."""
    named: set[str] = set()
    own: set[str] = set()
    _walk(_tree(sql), named, own)
    return frozenset(named - own)


@cache
def sorted_by(query: Query) -> tuple[str, ...]:
    """Return the columns that sort a query's rows, upwards; empty when something else sorts them."""
    modifiers = _tree(query.sql)["statements"][0]["node"]["modifiers"]
    orders = [
        order for one in modifiers if one["type"] == "ORDER_MODIFIER" for order in one["orders"]
    ]
    if any(
        order["type"] not in {"ORDER_DEFAULT", "ASCENDING"}
        or order["expression"]["class"] != "COLUMN_REF"
        for order in orders
    ):
        return ()
    return tuple(order["expression"]["column_names"][-1] for order in orders)


def _tree(sql: str) -> dict[str, Any]:
    row = _parser().cursor().execute("select json_serialize_sql(?::varchar)", [sql]).fetchone()
    tree: dict[str, Any] = json.loads(row[0]) if row else {}
    if tree.get("error"):
        raise ValueError(str(tree.get("error_message")))
    return tree


@lru_cache(maxsize=1)
def _parser() -> duckdb.DuckDBPyConnection:
    """A connection that holds no data, for reading the shape of statements."""
    return duckdb.connect(config={"threads": 1})


def _walk(node: object, named: set[str], own: set[str]) -> None:
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE":
            named.add(node["table_name"])
        own.update(entry["key"] for entry in node.get("cte_map", {}).get("map", ()))
        for child in node.values():
            _walk(child, named, own)
    elif isinstance(node, list):
        for child in node:
            _walk(child, named, own)


def tables_of(relations: frozenset[str]) -> frozenset[str]:
    """Follow views down to the published tables."""
    found: set[str] = set()
    for relation in relations:
        view = FOLDER / "views" / f"{relation}.sql"
        found |= read(view).tables if view.is_file() else {relation}
    return frozenset(found)
