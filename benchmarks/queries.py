"""Measures every file of `queries/` on its sample, at full size and on the snapshot, in ratios.

    python -m benchmarks.queries --data /tmp/full-data --repeat 30

Cold is the first answer of a warehouse just opened, in a process of its own; warm are those that
follow, without the cache of answers. The baseline is one bare aggregate over the same Parquet file
(sum by geography and month of one direction), taken in turn with the query so that a busy moment
weighs on both; the time of the processors is what a busy machine disturbs least.

«Groups» are the row groups that the query reads of those in the files and tables that it asks, the
rest being passed over by their extremes. «Read» are the rows in them (at most, for Parquet), and
«needed» those of them that the query's conditions keep.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from operator import add
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from benchmarks.figures import percentile
from etl.parquet_files import ROW_GROUP_SIZE

_MIB = 1024
MONTHLY = "trade_partner_monthly"
_BASELINE = (
    "select geo, ref_month, sum(value_cad) from trade_partner_monthly "
    "where flow = 'import' and section = 'TOTAL' group by all"
)


@dataclass(frozen=True)
class Timed:
    """One query: milliseconds cold and warm, of the processors too, and rows of its answer."""

    name: str
    rows: int
    cold: float
    p50: float
    p95: float
    cpu: float
    baseline: float
    groups: int
    all_groups: int
    read: int
    needed: int


@dataclass(frozen=True)
class Measured:
    """All queries on one data folder, with what opening it took."""

    opening: float
    rss_mib: float
    rows: int
    queries: tuple[Timed, ...]


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _operators(plan: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for operator in plan:
        yield operator
        yield from _operators(operator.get("children", []))


def _scanned(con: DuckDBPyConnection, sql: str, sample: dict[str, Any]) -> tuple[int, ...]:
    """Groups read, all groups, rows read and rows kept by the scans of one answer."""
    told = con.execute(f"explain (analyze, format json) {sql}", sample).fetchall()[0][1]
    sums = (0, 0, 0, 0)
    for operator in _operators(json.loads(told)["operator"]):
        if "row_groups_scanned" in operator:
            groups, rows = operator["row_groups_scanned"], operator["rows_scanned"]
            # A reader of Parquet tells the rows that it gives, a table those that it goes through.
            if operator["extra_info"].get("Function") == "READ_PARQUET":
                rows = groups * ROW_GROUP_SIZE
            counted = (groups, operator["total_row_groups_to_scan"], rows)
            sums = tuple(map(add, sums, (*counted, operator["intermediate_rows"])))
    return sums


def _moved(sample: Mapping[str, Any], until: date | None) -> dict[str, Any]:
    """The sample, its period moved by whole years to end in the year of `until`.

    A generated table may hold no month of the sample's own: an empty answer measures nothing.
    """
    ends = sample.get("until")
    years = until.year - ends.year if until and isinstance(ends, date) else 0
    return {
        name: value.replace(year=value.year + years) if isinstance(value, date) else value
        for name, value in sample.items()
    }


def _alone(data: Path, repeat: int, table: str, until: date | None) -> Measured:
    os.environ["CAP_ALA_DATA"] = str(data)
    from dashboard import builds, openings, queries

    build = builds.current()
    queries.views()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    opening = _milliseconds(lambda: openings.warehouse(build))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    opened = openings.warehouse(build)
    con = opened._con.cursor()  # noqa: SLF001 - the bare aggregate is no question of the dashboard
    found = []
    asked = {
        name: one for name, one in queries.catalogue().items() if not table or table in one.tables
    }
    for name, query in sorted(asked.items()):
        sample = _moved(query.sample, until)
        cold = _milliseconds(lambda: opened.run(query, sample))  # noqa: B023 - runs at once
        warm, bare, spent = [], [], []
        for _ in range(repeat):
            before_run = time.process_time()
            warm.append(_milliseconds(lambda: opened.run(query, sample)))  # noqa: B023
            spent.append((time.process_time() - before_run) * 1000)
            bare.append(_milliseconds(lambda: con.execute(_BASELINE).to_arrow_table()))
        rows = opened.run(query, sample).num_rows
        p50, p95 = percentile(warm, 0.5), percentile(warm, 0.95)
        cpu, baseline = percentile(spent, 0.5), percentile(bare, 0.5)
        scanned = _scanned(con, query.sql, sample)
        found.append(Timed(name, rows, cold, p50, p95, cpu, baseline, *scanned))
    rows = build.rows(table or MONTHLY)
    return Measured(opening, (after - before) / _MIB, rows, tuple(found))


def measure(data: Path, repeat: int, table: str = "", until: date | None = None) -> Measured:
    """Measure in a process of its own, so that opening and cold are what a new server sees.

    With a `table`, only the queries that read it; with `until`, periods end in its year.
    """
    command = [sys.executable, "-m", "benchmarks.queries", "--data", str(data), "--json"]
    command += ["--table", table, *(["--until", f"{until}"] if until else [])]
    ended = subprocess.run(
        [*command, "--repeat", str(repeat)],
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise SystemExit(f"queries on {data} failed: {ended.stderr.strip().splitlines()[-1]}")
    answer = json.loads(ended.stdout)
    answer["queries"] = tuple(Timed(**query) for query in answer["queries"])
    return Measured(**answer)


def report(measured: Measured, table: str = MONTHLY) -> list[str]:
    """Return the lines of a Markdown table, slowest first; `table` is whose rows are told."""
    head = (
        f"{measured.rows:,} rows in {table}; opening {measured.opening:.0f} ms, "
        f"peak memory + {measured.rss_mib:.0f} MiB."
    )
    lines = [
        head,
        "",
        "| query | rows | cold | p50 | p95 | CPU p50 | p50 / baseline | groups | read | needed |",
        "|---|" + "--:|" * 9,
    ]
    lines += [
        f"| {timed.name} | {timed.rows:,} | {timed.cold:.1f} ms | {timed.p50:.1f} ms "
        f"| {timed.p95:.1f} ms | {timed.cpu:.1f} ms | {timed.p50 / timed.baseline:.2f} "
        f"| {timed.groups} of {timed.all_groups} | {timed.read:,} | {timed.needed:,} |"
        for timed in sorted(measured.queries, key=lambda timed: -timed.p95)
    ]
    return lines


def main() -> None:
    """Print the table of one data folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="a data folder with a build")
    parser.add_argument("--repeat", type=int, default=30)
    parser.add_argument("--table", default="", help="only the queries that read this table")
    parser.add_argument(
        "--until", type=date.fromisoformat, help="move the samples' periods to end in its year"
    )
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    measured = _alone(given.data.resolve(), given.repeat, given.table, given.until)
    if given.json:
        print(json.dumps(asdict(measured)))
    else:
        print("\n".join(report(measured, given.table or MONTHLY)))


if __name__ == "__main__":
    main()
