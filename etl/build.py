"""Builds every published table from the newest raw vintages and the snapshot; publishes all or none."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from etl import cards, codes, contract, partition, publication, receipts, snapshot
from etl.contract import Contract
from etl.partition import Written
from etl.paths import DataFolder
from etl.source import Entry, Partition, Raw, discover

CARDS = ("source", "table_catalogue", "column_dictionary")
MEMORY_LIMIT = "256MB"

Say = Callable[[str], None]


@dataclass(frozen=True)
class Loaded:
    """What one source brought to one table in this build; `part` when it is one of a partition."""

    source: str
    table: str
    origin: str
    rows: int
    part: Written | None = None


def build(data: DataFolder, say: Say = lambda _line: None) -> publication.Build:
    """Build and publish all tables; on any error the previous build stays as it was.

    Raises SourceError or ContractError (bad input) and BusyError (another build is running).
    """
    with publication.exclusive(data.parquet), _workshop(data.parquet) as (con, scratch):
        contracts = contract.all_contracts()
        entries = discover()
        dimensions = _load_dimensions(con, contracts, entries)
        facts = [c for name, c in contracts.items() if name not in (*dimensions, *CARDS)]
        for table in facts:
            contract.create(con, table)
        live = {code: found for code in entries if (found := receipts.newest(data.raw, code))}
        staged = scratch / "staged"
        staged.mkdir()
        loaded = list(_load_live(con, contracts, entries, live, scratch, say))
        previous = publication.current(data.parquet)
        for code, raw in live.items():
            if given := entries[code].partition:
                loaded += _load_parts(con, contracts, given, raw, previous, scratch, say)
        loaded += _load_snapshot(con, data, facts, set(live), say)
        in_parts = partition.show(con, [part.part for part in loaded if part.part], staged)
        for table in facts:
            if table.table not in in_parts:
                contract.settle(con, table)
        cards.fill(con, contracts, entries, live, loaded, data)
        manifest = _write(con, contracts, in_parts, staged, say)
        return publication.publish(data.parquet, staged, manifest)


@contextmanager
def _workshop(parquet: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """Give a bounded DuckDB and a scratch folder on the same disk; both go at the end."""
    for leftover in parquet.glob(".build-*"):
        shutil.rmtree(leftover)
    scratch = Path(tempfile.mkdtemp(prefix=".build-", dir=parquet))
    con = duckdb.connect(
        config={"memory_limit": MEMORY_LIMIT, "temp_directory": str(scratch / "spill")}
    )
    try:
        yield con, scratch
    finally:
        con.close()
        shutil.rmtree(scratch, ignore_errors=True)


def _load_dimensions(
    con: duckdb.DuckDBPyConnection, contracts: dict[str, Contract], entries: dict[str, Entry]
) -> list[str]:
    """Load every table that a code list of its name fills, declare its codes, return the names."""
    dimensions = [name for name in contracts if codes.exists(name)]
    for name in dimensions:
        contract.create(con, contracts[name])
        contract.load(con, contracts[name], _cast(con, contracts[name]), f"etl/codes/{name}.csv")
        contract.settle(con, contracts[name])
        key = contracts[name].key[0]
        known = con.execute(f"select {key} from {name}").fetchall()
        contract.declare_codes(con, name, (str(row[0]) for row in known))
    contract.declare_codes(con, "source", entries)
    return dimensions


def _cast(con: duckdb.DuckDBPyConnection, table: Contract) -> str:
    """Create a view that casts a code file's texts; an empty text stays one, never null."""
    texts = json.dumps([dict.fromkeys(table.names, "varchar")])
    con.execute(
        f"create temp table code_file_{table.table} as "
        "select unnest(from_json(?::json, ?), recursive := true)",
        [json.dumps(codes.read(table.table)), texts],
    )
    columns = ", ".join(
        c.name if c.type == "varchar" else f"nullif({c.name}, '')::{c.type} as {c.name}"
        for c in table.columns
    )
    con.execute(
        f"create temp view cast_{table.table} as select {columns} from code_file_{table.table}"
    )
    return f"cast_{table.table}"


def _load_live(
    con: duckdb.DuckDBPyConnection,
    contracts: dict[str, Contract],
    entries: dict[str, Entry],
    live: dict[str, Raw],
    scratch: Path,
    say: Say,
) -> Iterator[Loaded]:
    for code, raw in live.items():
        workbench = scratch / code
        workbench.mkdir()
        relations = entries[code].parse(replace(raw, scratch=workbench), con)
        for table, relation in relations.items():
            say(f"{code} ({raw.vintage.isoformat()}) → {table}")
            rows = contract.load(con, contracts[table], relation, f"{code}, {raw.folder}")
            yield Loaded(code, table, "live", rows)
        shutil.rmtree(workbench)


def _load_parts(
    con: duckdb.DuckDBPyConnection,
    contracts: dict[str, Contract],
    given: Partition,
    raw: Raw,
    previous: publication.Build | None,
    scratch: Path,
    say: Say,
) -> Iterator[Loaded]:
    workbench = scratch / raw.source
    workbench.mkdir()
    edition, staged = replace(raw, scratch=workbench), scratch / "staged"
    for written in partition.write(con, contracts, given, edition, previous, staged, say):
        yield Loaded(raw.source, written.part.table, "live", written.facts["rows"], written)
    shutil.rmtree(workbench)


def _load_snapshot(
    con: duckdb.DuckDBPyConnection,
    data: DataFolder,
    facts: list[Contract],
    live: set[str],
    say: Say,
) -> Iterator[Loaded]:
    shipped = snapshot.provenance(data.snapshot)
    for table in facts:
        relation = snapshot.relation(con, data.snapshot, table)
        if relation is None:
            continue
        path = data.snapshot / f"{table.table}.csv"
        for entry in (e for e in shipped if e.table == table.table and e.source not in live):
            say(f"instantané de {entry.source} ({entry.vintage.isoformat()}) → {table.table}")
            part = f"{relation}_{entry.source}"
            con.execute(
                f"create temp view {part} as select * from {relation} "
                f"where source = '{entry.source}'"
            )
            rows = contract.load(con, table, part, str(path))
            snapshot.checked_rows(path, rows, entry.rows, table.table, entry.source)
            yield Loaded(entry.source, table.table, "snapshot", rows)


def _write(
    con: duckdb.DuckDBPyConnection,
    contracts: dict[str, Contract],
    in_parts: dict[str, dict[str, Any]],
    staged: Path,
    say: Say,
) -> dict[str, Any]:
    """Write every table but those in parts, two at a time and the largest first; return the manifest."""

    def written(name: str) -> dict[str, Any]:
        table, target = contracts[name], staged / f"{name}.parquet"
        with con.cursor() as own:
            rows = contract.write(own, table, target, contract.stamp(own, table))
            present = contract.codes_present(own, table)
        return {"rows": rows, "sha256": publication.file_sha256(target), "codes": present}

    sizes = dict(con.execute("select table_name, estimated_size from duckdb_tables()").fetchall())
    whole = sorted(contracts.keys() - in_parts.keys(), key=sizes.__getitem__, reverse=True)
    with ThreadPoolExecutor(2) as pool:
        facts = in_parts | dict(zip(whole, pool.map(written, whole), strict=True))
    tables = {name: facts[name] for name in contracts}
    for name, told in tables.items():
        say(f"{name} : {told['rows']} lignes")
    return {
        "build_id": publication.build_id({name: t["sha256"] for name, t in tables.items()}),
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "tables": tables,
    }
