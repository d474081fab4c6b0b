"""Builds every published table from the newest raw vintages and the snapshot; publishes all or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from etl import (
    cards,
    checks,
    contract,
    dimensions,
    editions,
    partition,
    progress,
    publication,
    revisions,
    snapshot,
    staging,
)
from etl.contract import Contract, ContractError
from etl.editions import Editions, Refusal, RefusedError
from etl.partition import Written
from etl.paths import DataFolder
from etl.revisions import Ground
from etl.source import Entry, SourceError, discover

CARDS = ("source", "check_result", "table_catalogue", "column_dictionary")
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


def build(
    data: DataFolder, say: Say = lambda _line: None, today: date | None = None
) -> publication.Build:
    """Build and publish all tables; on any error the previous build stays as it was.

    An edition that a source's parser or a contract refuses stops neither the others nor the build:
    the source's edition before is used, else its rows in place, else the snapshot, and the manifest
    names the refusal. Raises SourceError or ContractError (bad shipped data) and BusyError (another
    build is running). `today` dates the build's checks, now unless given.
    """
    with publication.exclusive(data.parquet):
        refused: list[Refusal] = []
        day = today or datetime.now(UTC).date()
        while True:
            with _workshop(data.parquet) as (con, scratch):
                try:
                    return _attempt(data, con, scratch, refused, say, day)
                except RefusedError as error:
                    refused.append(error.refusal)
                    say(f"{error.refusal.source} : édition {error.refusal.edition} refusée")


def _attempt(
    data: DataFolder,
    con: duckdb.DuckDBPyConnection,
    scratch: Path,
    refused: list[Refusal],
    say: Say,
    today: date,
) -> publication.Build:
    """Build without the editions refused so far; RefusedError names the next one."""
    contracts = contract.all_contracts()
    entries = discover()
    listed = dimensions.load(con, contracts, entries)
    facts = [c for name, c in contracts.items() if name not in (*listed, *CARDS)]
    for table in facts:
        contract.create(con, table)
    served = editions.choose(data.raw, data.parquet, entries, refused)
    (staged := scratch / "staged").mkdir()
    loaded = list(_load_live(con, contracts, entries, served, scratch, say))
    loaded += _load_parts(con, contracts, entries, served, scratch, say)
    loaded += _load_snapshot(con, data, facts, served.sources, say)
    rows, told = progress.load(con, contracts, data, served, today)
    loaded += [Loaded(progress.SOURCE, progress.TABLE, "snapshot", rows)] if rows else []
    in_parts = partition.show(con, [part.part for part in loaded if part.part], staged)
    for table in facts:
        if table.table not in (*in_parts, revisions.TABLE):
            _settle(con, table, served)
    revisions.fill(Ground(con, contracts, entries, data, scratch, say), served)
    _settle(con, contracts[revisions.TABLE], served)
    cards.fill_sources(con, contracts, entries, told, loaded, data)
    before = served.current.manifest.get("live_rows", {}) if served.current else {}
    # The parts of a partitioned table were held to its contract one by one.
    made = {
        name: table
        for name, table in contracts.items()
        if (name not in CARDS or name == "source") and name not in in_parts
    }
    with staging.writer(con, staged) as begin:
        writing = begin(made.values())
        ground = checks.Ground(con, made, entries, today, checks.by_part(before), made)
        cards.fill_checks(con, contracts, _checked(ground, served))
        cards.fill_catalogue(con, contracts)
        writing |= begin(contracts[name] for name in CARDS if name not in writing)
        written = in_parts | {
            name: one.result() | {"codes": ground.codes(contracts[name])}
            for name, one in writing.items()
        }
    for name in written.keys() - in_parts.keys():
        if contracts[name].is_partitioned:
            written[name]["parts"] = {}  # none of it is loaded
    manifest = _manifest({name: written[name] for name in contracts}, say)
    manifest["refused"] = [asdict(refusal) for refusal in told.refused]
    manifest["editions"] = {code: raw.folder.name for code, raw in served.live.items()}
    manifest["live_rows_before"] = before
    manifest["live_rows"] = {
        f"{part.table} {part.source}": part.rows for part in loaded if part.origin == "live"
    }
    return publication.publish(data.parquet, staged, manifest)


def _checked(ground: checks.Ground, served: Editions) -> list[checks.Result]:
    """Put the checks to the tables. A failure that stops refuses the downloaded edition at fault,
    else the whole build: RefusedError, or ChecksFailed."""
    results = checks.run(ground)
    failed = [result for result in results if result.stops]
    for result in failed:
        for code in set(result.finding.sources) & served.live.keys():
            raise RefusedError(Refusal(code, served.edition(code), result.sentence))
    if failed:
        raise checks.ChecksFailed(" ".join(result.sentence for result in failed))
    return results


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


@contextmanager
def _workbench(
    con: duckdb.DuckDBPyConnection, scratch: Path, code: str, edition: str
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """Give a source a session and a folder of its own; what its parser held goes at the end.

    What its parser or a contract refuses refuses its edition.
    """
    (bench := scratch / code).mkdir()
    try:
        with con.cursor() as own:
            yield own, bench
    except (SourceError, ContractError) as error:
        raise RefusedError(Refusal(code, edition, str(error))) from error
    shutil.rmtree(bench)


def _load_live(
    con: duckdb.DuckDBPyConnection,
    contracts: dict[str, Contract],
    entries: dict[str, Entry],
    served: Editions,
    scratch: Path,
    say: Say,
) -> Iterator[Loaded]:
    """Load the sources' own editions; RefusedError for one that cannot be read or does not fit."""
    for code in served.sources:
        edition = served.edition(code)
        with _workbench(con, scratch, code, edition) as (own, bench):
            relations = _relations(own, contracts, entries[code], served, bench)
            for table, relation in relations.items():
                say(f"{code} ({edition}) → {table}")
                rows = contract.load(own, contracts[table], relation, f"{code}, édition {edition}")
                yield Loaded(code, table, "live", rows)


def _load_parts(
    con: duckdb.DuckDBPyConnection,
    contracts: dict[str, Contract],
    entries: dict[str, Entry],
    served: Editions,
    scratch: Path,
    say: Say,
) -> Iterator[Loaded]:
    """Stage the parts of the tables that are too large to be built at once.

    RefusedError for an edition one of whose parts cannot be read or does not fit.
    """
    staged = scratch / "staged"
    for code in served.sources:
        given, edition = entries[code].partition, served.edition(code)
        if given is None:
            continue
        with _workbench(con, scratch, code, edition) as (own, bench):
            if raw := served.live.get(code):
                raw = replace(raw, scratch=bench)
                parts = partition.write(own, contracts, given, raw, served.current, staged, say)
            else:
                parts = partition.keep(contracts, entries[code].source, served.current, staged)
            for written in parts:
                yield Loaded(code, written.part.table, "live", written.facts["rows"], written)


def _relations(
    con: duckdb.DuckDBPyConnection,
    contracts: dict[str, Contract],
    entry: Entry,
    served: Editions,
    workbench: Path,
) -> dict[str, str]:
    """Return the relations of one source by table: parsed, or kept from the build in place."""
    code = entry.source.code
    if raw := served.live.get(code):
        return entry.parse(replace(raw, scratch=workbench), con)
    if served.current is None:
        return {}
    return {
        table: editions.rows_in_place(con, served.current, code, table)
        for table in entry.source.tables
        if not contracts[table].is_partitioned
    }


def _settle(con: duckdb.DuckDBPyConnection, table: Contract, served: Editions) -> None:
    """Sort a table; a key that comes back within one source's edition refuses that edition."""
    try:
        contract.settle(con, table)
    except contract.DuplicateError as error:
        for code in error.sources:
            if code in served.sources:
                raise RefusedError(Refusal(code, served.edition(code), str(error))) from error
        raise


def _load_snapshot(
    con: duckdb.DuckDBPyConnection,
    data: DataFolder,
    facts: list[Contract],
    live: set[str],
    say: Say,
) -> Iterator[Loaded]:
    shipped = snapshot.provenance(data.shipped)
    for table in facts:
        relation = snapshot.relation(con, data.shipped, table)
        if relation is None:
            continue
        path = data.shipped / f"{table.table}.csv"
        # Revisions are history: those shipped stay beside those of the downloads.
        wanted = (e for e in shipped if e.table == table.table)
        for entry in (e for e in wanted if e.source not in live or e.table == revisions.TABLE):
            say(f"instantané de {entry.source} ({entry.vintage.isoformat()}) → {table.table}")
            part = f"{relation}_{entry.source}"
            con.execute(
                f"create temp view {part} as select * from {relation} "
                f"where source = '{entry.source}'"
            )
            rows = contract.load(con, table, part, str(path))
            snapshot.checked_rows(path, rows, entry.rows, table.table, entry.source)
            yield Loaded(entry.source, table.table, "snapshot", rows)


def _manifest(tables: dict[str, dict[str, Any]], say: Say) -> dict[str, Any]:
    """Say what each table holds, and return the facts that name the build."""
    for name, told in tables.items():
        say(f"{name} : {told['rows']} lignes")
    return {
        "build_id": publication.build_id({name: t["sha256"] for name, t in tables.items()}),
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "tables": tables,
    }
