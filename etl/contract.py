"""Holds every published table to its contract: schema file → DDL → refuse or settle its rows."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml

from etl.source import Text

SCHEMAS = Path(__file__).parent / "schemas"
EXAMPLES_SHOWN = 10


class ContractError(Exception):
    """Rows do not fit the table's contract: one sentence, with the offending values."""


class DuplicateError(ContractError):
    """A key comes back; `sources` are those whose rows do, when the table names sources."""

    def __init__(self, sentence: str, sources: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.sources = sources


@dataclass(frozen=True)
class Column:
    """One column of a published table; `codes` names the closed list that its values come from."""

    name: str
    type: str
    title: Text
    meaning: Text
    unit: str = ""
    codes: str = ""
    nullable: bool = False

    @property
    def ddl(self) -> str:
        """The column's line in `create table`."""
        type_ = f"{self.codes}_code" if self.codes else self.type
        return f"{self.name} {type_}" + ("" if self.nullable else " not null")


@dataclass(frozen=True)
class Observed:
    """Which column of a table is the figure that publishers revise, and which says what it counts."""

    value: str
    measure: str
    unit: str


@dataclass(frozen=True)
class Contract:
    """A published table as `etl/schemas/<table>.yml` describes it.

    `is_partitioned`: too large to build at once, it is one file for each part; `is_shipped`: it may
    be part of the snapshot; `totals_of`: the table that it is the sum of; `apart`: columns of the
    key, the first ones, whose values do not meet in one row group of the file.
    """

    table: str
    title: Text
    description: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    checks: tuple[str, ...]
    period: str = ""
    is_partitioned: bool = False
    is_shipped: bool = True
    observed: Observed | None = None
    totals_of: str = ""
    apart: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(column.name for column in self.columns)

    @property
    def ddl(self) -> str:
        """The `create table` statement; its types hold rows as they come in, `load` the checks."""
        lines = [column.ddl for column in self.columns]
        return f"create table {self.table} (\n    " + ",\n    ".join(lines) + "\n)"


def _column(name: str, node: dict[str, Any]) -> Column:
    return Column(
        name=name,
        type=node["type"],
        title=Text(**node["title"]),
        meaning=Text(**node["meaning"]),
        unit=node.get("unit", ""),
        codes=node.get("codes", ""),
        nullable=node.get("nullable", False),
    )


@cache
def read(path: Path) -> Contract:
    """Read one schema file, once in the life of the process."""
    node = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)  # ten times as fast
    return Contract(
        table=path.stem,
        title=Text(**node["title"]),
        description=Text(**node["description"]),
        columns=tuple(_column(name, column) for name, column in node["columns"].items()),
        key=tuple(node["key"]),
        checks=tuple(node.get("checks", ())),
        period=node.get("period", ""),
        is_partitioned=node.get("partition", False),
        is_shipped=node.get("shipped", True),
        observed=Observed(**node["observed"]) if "observed" in node else None,
        totals_of=node.get("totals_of", ""),
        apart=tuple(node.get("apart", ())),
    )


def all_contracts() -> dict[str, Contract]:
    """Return every contract of `etl/schemas`, by table name."""
    return {path.stem: read(path) for path in sorted(SCHEMAS.glob("*.yml"))}


def declare_codes(con: duckdb.DuckDBPyConnection, name: str, values: Iterable[str]) -> None:
    """Make a closed code list known; columns with `codes: name` accept nothing else."""
    listed = ", ".join(literal(value) for value in sorted(values))
    con.execute(f"create type {name}_code as enum ({listed})")


def create(con: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Create the empty table; the code lists its columns are held to must be declared."""
    con.execute(contract.ddl)


def load(con: duckdb.DuckDBPyConnection, contract: Contract, relation: str, origin: str) -> int:
    """Add a relation's rows to the contract's table and return their number, or refuse them all.

    `origin` says in the ContractError whose rows they are. Column sets must be equal: `insert by
    name` would fill a missing column in silence.
    """
    given = [str(row[0]) for row in con.execute(f"describe {relation}").fetchall()]
    hold_to_columns(contract, given, origin)
    try:
        with ExitStack() as undoing:
            con.begin()
            undoing.callback(con.rollback)
            row = con.execute(
                f"insert into {contract.table} by name select * from {relation}"
            ).fetchone()
            hold_to_checks(con, contract, origin)
            undoing.pop_all()
            con.commit()
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        hold_to_codes(con, contract, relation, origin)
        reason = str(error).splitlines()[0]
        raise ContractError(
            f"{origin} : {contract.table} refuse ces données ({reason})."
        ) from error
    return int(row[0]) if row else 0


def settle(con: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Sort a loaded table by its key and refuse it, with examples, when a key comes back.

    A table that was loaded in that order is left as it is. Either way it is then written as it
    stands, and a key that comes back is on the row before.
    """
    key = ", ".join(contract.key)
    row = f"row({key})"
    misplaced = con.execute(
        f"select count(*) from (from {contract.table} select {row} <= lag({row}) over () as is_late) "
        "where is_late"
    ).fetchone()
    if misplaced == (0,):
        return
    ordered = f"ordered_{contract.table}"
    con.execute(f"create table {ordered} as select * from {contract.table} order by {key}")
    con.execute(f"drop table {contract.table}")
    con.execute(f"alter table {ordered} rename to {contract.table}")
    same = " and ".join(f"{name} = lag({name}) over ()" for name in contract.key)
    duplicates = con.execute(
        f"select distinct {key} from {contract.table} qualify {same} "
        f"order by all limit {EXAMPLES_SHOWN}"
    ).fetchall()
    if duplicates:
        shown = " ; ".join("/".join(str(part) for part in row) for row in duplicates)
        at = contract.key.index("source") if "source" in contract.key else None
        raise DuplicateError(
            f"{contract.table} : la clé ({key}) revient plus d'une fois, par exemple {shown}.",
            tuple(sorted({str(row[at]) for row in duplicates})) if at is not None else (),
        )


def codes_present(con: duckdb.DuckDBPyConnection, contract: Contract) -> dict[str, list[str]]:
    """Return, for each coded column, the codes that the loaded rows use, sorted."""
    present: dict[str, list[str]] = {column.name: [] for column in contract.columns if column.codes}
    if present:
        each = " union all ".join(
            f"select '{name}' as name, code::varchar as code from "
            f"(select distinct {name} as code from {contract.table}) where code is not null"
            for name in present
        )
        for name, code in con.execute(f"{each} order by all").fetchall():
            present[name].append(str(code))
    return present


def broken_checks(con: duckdb.DuckDBPyConnection, contract: Contract) -> dict[str, int]:
    """Return the checks that some of the table's rows fail, and how many rows do.

    Asked of the whole table at once, they take a tenth of the time of DuckDB's `check` constraints,
    which it makes ready again for every two thousand rows.
    """
    if not contract.checks:
        return {}
    failing = ", ".join(f"count(*) filter (not ({check}))" for check in contract.checks)
    counts = con.execute(f"select {failing} from {contract.table}").fetchone() or ()
    return {check: rows for check, rows in zip(contract.checks, counts, strict=True) if rows}


def hold_to_columns(contract: Contract, given: Iterable[str], origin: str) -> None:
    """Raise ContractError when columns are missing, or are not the table's."""
    missing, extra = set(contract.names) - {*given}, {*given} - set(contract.names)
    if missing or extra:
        raise ContractError(
            f"{origin} : les colonnes ne sont pas celles de {contract.table}"
            + (f" ; il manque {', '.join(sorted(missing))}" if missing else "")
            + (f" ; en trop : {', '.join(sorted(extra))}" if extra else "")
            + "."
        )


def hold_to_checks(con: duckdb.DuckDBPyConnection, contract: Contract, origin: str) -> None:
    """Raise ContractError with the first check that rows fail, and one of those rows."""
    broken = broken_checks(con, contract)
    if not broken:
        return
    check, rows = next(iter(broken.items()))
    example = con.execute(f"from {contract.table} where not ({check}) limit 1").fetchone()
    told = zip(contract.names, example or (), strict=True)
    raise ContractError(
        f"{origin} : {contract.table} refuse ces données ; {rows} ligne(s) ne remplissent "
        f"pas la condition « {check} », par exemple "
        f"{', '.join(f'{name} {value}' for name, value in told)}."
    )


def hold_to_codes(
    con: duckdb.DuckDBPyConnection, contract: Contract, relation: str, origin: str
) -> None:
    """Raise the ContractError that lists the codes of a relation that their lists do not know."""
    for column in contract.columns:
        if not column.codes:
            continue
        unknown = con.execute(
            f"select code from (select distinct {column.name}::varchar as code from {relation}) "
            f"where code not in (select unnest(enum_range(null::{column.codes}_code))::varchar) "
            "order by code"
        ).fetchall()
        if unknown:
            shown = ", ".join(str(row[0]) for row in unknown[:EXAMPLES_SHOWN])
            raise ContractError(
                f"{origin} : {contract.table}.{column.name} porte {len(unknown)} code(s) que la "
                f"liste {column.codes} ne connaît pas ({shown}) ; complétez "
                "la liste (etl/codes, ou etl/sources pour une source) après vérification."
            )


def literal(text: str) -> str:
    """Quote a text of our own (paths, stamps) for statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"
