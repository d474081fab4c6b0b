"""Writes the tables that are too large to be built at once, part by part; unchanged parts are kept."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from etl import contract, parquet_files, publication, receipts, totals
from etl.contract import Contract
from etl.paths import PROJECT_ROOT
from etl.publication import Build
from etl.source import Part, Partition, Raw, Source, SourceError

Facts = dict[str, Any]
Relation = Callable[[duckdb.DuckDBPyConnection], str]


@dataclass(frozen=True)
class Written:
    """One part that is in the staged folder, with what the manifest says of it."""

    part: Part
    facts: Facts


def write(
    con: duckdb.DuckDBPyConnection,
    contracts: dict[str, Contract],
    partition: Partition,
    raw: Raw,
    previous: Build | None,
    staged: Path,
    say: Callable[[str], None],
) -> Iterator[Written]:
    """Put every part that a source names into `staged/<table>/<part>.parquet`, one at a time.

    The part of every table that is its sum is made while the next one is read, and given last. A
    part whose raw files, release and code are those of the previous build is that build's file.
    SourceError or ContractError refuse a part, and with it the build.
    """
    files = {given.file: given for given in receipts.read(raw.folder).files}
    summed: list[Future[Written]] = []
    with ThreadPoolExecutor(1, thread_name_prefix="totals") as beside:
        for part in partition.parts(raw):
            held = [files[name] for name in part.files]
            released = min(max(given.released for given in held), raw.vintage)
            made_of = "\n".join(
                [part.name, released.isoformat(), *(given.sha256 for given in held), _code()]
            )
            inputs = hashlib.sha256(made_of.encode()).hexdigest()
            edition = replace(raw, vintage=released)
            bench = _Bench(con, contracts, partition, edition, inputs, previous, staged, say)
            yield bench.read(part)
            summed += [
                beside.submit(bench.summed, part, table)
                for table in totals.of(contracts, part.table)
            ]
        for made in summed:
            yield made.result()


@dataclass(frozen=True)
class _Bench:
    """Where the parts of one year are made, or taken from the previous build."""

    con: duckdb.DuckDBPyConnection
    contracts: dict[str, Contract]
    partition: Partition
    edition: Raw
    inputs: str
    previous: Build | None
    staged: Path
    say: Callable[[str], None]

    def read(self, part: Part) -> Written:
        """Put a part in its place, read from the raw files when it is not the previous one."""
        return self._made(part, lambda own: self.partition.parse(self.edition, own, part))

    def summed(self, part: Part, table: Contract) -> Written:
        """Put the part of the table that is the sum of a part in its place."""
        detail = contract.literal(str(self.target(part)))
        return self._made(
            replace(part, table=table.table), lambda own: totals.relation(own, table, detail)
        )

    def target(self, part: Part) -> Path:
        """Return where a part goes."""
        return self.staged / part.table / f"{part.name}.parquet"

    def _made(self, part: Part, relation: Relation) -> Written:
        target = self.target(part)
        target.parent.mkdir(exist_ok=True)
        facts = _keep(part, self.inputs, self.previous, target)
        if facts is None:
            told = f"{self.edition.source} ({self.edition.vintage.isoformat()})"
            self.say(f"{told} → {part.table}, {part.name}")
            origin = f"{self.edition.source}, {self.edition.folder}, {part.name}"
            with self.con.cursor() as own:
                facts = _build(own, self.contracts[part.table], relation, origin, target)
        return Written(part, facts | {"inputs": self.inputs})


def keep(
    contracts: dict[str, Contract], source: Source, current: Build | None, staged: Path
) -> Iterator[Written]:
    """Put the parts of the build in place again, for a source that has no sound edition.

    SourceError when one of them is not the file that was published.
    """
    for table in source.tables:
        if current is None or not contracts[table].is_partitioned:
            continue
        (staged / table).mkdir(exist_ok=True)
        for name, facts in current.manifest["tables"][table].get("parts", {}).items():
            path = current.folder / table / f"{name}.parquet"
            if not path.is_file() or publication.file_sha256(path) != facts["sha256"]:
                raise SourceError(f"{source.code} : {path} n'est plus la table qui a été publiée.")
            _link(path, staged / table / path.name)
            yield Written(Part(table, name, ()), facts)


def show(con: duckdb.DuckDBPyConnection, parts: list[Written], staged: Path) -> dict[str, Facts]:
    """Put a view of its staged parts in the place of each table's empty one.

    Return, for each of these tables, what the manifest says of it.
    """
    by_table: dict[str, dict[str, Facts]] = {}
    for written in parts:
        by_table.setdefault(written.part.table, {})[written.part.name] = written.facts
    for table, listed in by_table.items():
        con.execute(f"drop table {table}")
        publication.open_table(con, table, publication.files(staged, table, {"parts": listed}))
    return {table: _facts(listed) for table, listed in by_table.items()}


def _facts(listed: dict[str, Facts]) -> Facts:
    codes: dict[str, set[str]] = {}
    for facts in listed.values():
        for column, values in facts["codes"].items():
            codes.setdefault(column, set()).update(values)
    return {
        "rows": sum(facts["rows"] for facts in listed.values()),
        "sha256": publication.listing_sha256({n: f["sha256"] for n, f in listed.items()}),
        "codes": {column: sorted(values) for column, values in codes.items()},
        "parts": listed,
    }


def _keep(part: Part, inputs: str, previous: Build | None, target: Path) -> Facts | None:
    """Give the previous build's file of the part a second name; None when it does not do."""
    if previous is None:
        return None
    facts: Facts | None = (
        previous.manifest["tables"].get(part.table, {}).get("parts", {}).get(part.name)
    )
    path = previous.folder / part.table / f"{part.name}.parquet"
    if facts is None or facts["inputs"] != inputs or not path.is_file():
        return None
    if publication.file_sha256(path) != facts["sha256"]:
        return None
    _link(path, target)
    return facts


def _link(path: Path, target: Path) -> None:
    """Give a file a second name; a file system without hard links gets a copy."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)


def _build(
    con: duckdb.DuckDBPyConnection, table: Contract, relation: Relation, origin: str, target: Path
) -> Facts:
    """Hold one part to the contract and write it; its rows leave the memory."""
    with con.cursor() as own:  # what the parser holds goes before the part is written
        contract.load(own, table, relation(own), origin)
    contract.settle(con, table)
    facts = {
        "rows": parquet_files.write(con, table, target, parquet_files.stamp(con, table)),
        "sha256": publication.file_sha256(target),
        "codes": contract.codes_present(con, table),
    }
    con.execute(f"drop table {table.table}")
    contract.create(con, table)
    return facts


@cache
def _code() -> str:
    """Return the fingerprint of all that decides on a part's bytes beside the raw files."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    for path in sorted((PROJECT_ROOT / "etl").rglob("*")):
        if path.suffix in {".py", ".yml", ".csv"}:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
