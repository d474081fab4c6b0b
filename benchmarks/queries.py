"""Measures every file of `queries/` on its sample, at full size and on the snapshot, in ratios.

    python -m benchmarks.queries --data /tmp/full-data --repeat 30

Cold is the first answer of a warehouse just opened, in a process of its own; warm are those that
follow, without the cache of answers. The baseline is one bare aggregate over the same Parquet file
(sum by geography and month of one direction), taken in turn with the query so that a busy moment
weighs on both; the time of the processors is what a busy machine disturbs least.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.figures import percentile

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
    from dashboard import builds, queries, warehouse

    build = builds.current()
    queries.views()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    opening = _milliseconds(lambda: warehouse.warehouse(build))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    opened = warehouse.warehouse(build)
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
        found.append(
            Timed(name, rows, cold, p50, p95, percentile(spent, 0.5), percentile(bare, 0.5))
        )
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
        "| query | rows | cold | p50 | p95 | CPU p50 | p50 / baseline |",
        "|---|" + "--:|" * 6,
    ]
    lines += [
        f"| {timed.name} | {timed.rows:,} | {timed.cold:.1f} ms | {timed.p50:.1f} ms "
        f"| {timed.p95:.1f} ms | {timed.cpu:.1f} ms | {timed.p50 / timed.baseline:.2f} |"
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
