"""Writes the tables that are too large to be built at once, part by part; unchanged parts are kept."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl import blocks, contract, held, parquet_files, publication, receipts, totals
from etl.contract import Contract
from etl.paths import PROJECT_ROOT
from etl.publication import Build
from etl.source import Part, Partition, Raw, Source, SourceError

Facts = dict[str, Any]


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
    """Put every part that a source names into `staged/<table>/<part>.parquet`, one at a time, and
    after it the part of each table that is its sum. The next one is read meanwhile.

    A part whose raw files, release and code are those of the previous build is that build's file.
    SourceError or ContractError refuse a part, and with it the build.
    """
    bench = _Bench(con, contracts, partition, raw, previous, staged, say)
    with closing(blocks.in_order(bench.read, partition.parts(raw), workers=1)) as parts:
        for part in parts:
            yield from bench.write(part)
            del part  # its rows go before the next one is waited for


@dataclass(frozen=True)
class _Read:
    """A part and those of the tables that are its sum: what the previous build has of them, by
    table, and the rows of the part; none when it has them all."""

    part: Part
    edition: Raw
    inputs: str
    kept: dict[str, Facts]
    rows: pa.Table


@dataclass(frozen=True)
class _Bench:
    """Where the parts of one source are made."""

    con: duckdb.DuckDBPyConnection
    contracts: dict[str, Contract]
    partition: Partition
    raw: Raw
    previous: Build | None
    staged: Path
    say: Callable[[str], None]

    @cached_property
    def files(self) -> dict[str, receipts.FileReceipt]:
        """The receipts of the edition's raw files, by name."""
        return {given.file: given for given in receipts.read(self.raw.folder).files}

    def read(self, part: Part) -> _Read:
        """Read a part from its raw files when it, or a sum of it, is not the previous build's."""
        files = [self.files[name] for name in part.files]
        released = min(max(file.released for file in files), self.raw.vintage)
        made_of = "\n".join(
            [part.name, released.isoformat(), *(file.sha256 for file in files), _code()]
        )
        inputs = hashlib.sha256(made_of.encode()).hexdigest()
        edition = replace(self.raw, vintage=released)
        kept = {one.table: facts for one in self._of(part) if (facts := self._kept(one, inputs))}
        is_whole = len(kept) == len(self._of(part))
        rows = pa.table({}) if is_whole else self.partition.parse(edition, part)
        return _Read(part, edition, inputs, kept, rows)

    def write(self, read: _Read) -> Iterator[Written]:
        """Put a part in its place, then the parts of the tables that are its sum."""
        for part in self._of(read.part):
            yield Written(part, read.kept.get(part.table) or self._written(read, part))

    def _of(self, part: Part) -> list[Part]:
        """Give the part, and those of its name in the tables that are its sum."""
        sums = totals.of(self.contracts, part.table)
        return [part, *(replace(part, table=table.table) for table in sums)]

    def _target(self, part: Part) -> Path:
        target = self.staged / part.table / f"{part.name}.parquet"
        target.parent.mkdir(exist_ok=True)
        return target

    def _kept(self, part: Part, inputs: str) -> Facts | None:
        """Give the previous build's file of the part a second name; None when it does not do."""
        if self.previous is None:
            return None
        facts: Facts | None = (
            self.previous.manifest["tables"].get(part.table, {}).get("parts", {}).get(part.name)
        )
        path = self.previous.folder / part.table / f"{part.name}.parquet"
        if facts is None or facts["inputs"] != inputs or not path.is_file():
            return None
        if publication.file_sha256(path) != facts["sha256"]:
            return None
        _link(path, self._target(part))
        return facts

    def _written(self, read: _Read, part: Part) -> Facts:
        """Hold the rows of a part to the contract and write them."""
        told = f"{read.edition.source} ({read.edition.vintage.isoformat()})"
        self.say(f"{told} → {part.table}, {part.name}")
        table, target = self.contracts[part.table], self._target(part)
        origin = f"{read.edition.source}, {self.raw.folder}, {part.name}"
        with self.con.cursor() as own:
            rows = read.rows if part == read.part else totals.summed(own, table, read.rows)
            rows = held.hold(own, table, rows, origin)
            return {
                "rows": parquet_files.write_held(
                    rows, table, target, parquet_files.stamp(own, table)
                ),
                "sha256": publication.file_sha256(target),
                "codes": contract.codes_present(own, table),
                "inputs": read.inputs,
            }


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


def _link(path: Path, target: Path) -> None:
    """Give a file a second name; a file system without hard links gets a copy."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)


@cache
def _code() -> str:
    """Return the fingerprint of all that decides on a part's bytes beside the raw files."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    for path in sorted((PROJECT_ROOT / "etl").rglob("*")):
        if path.suffix in {".py", ".yml", ".csv"}:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
