"""Measures the CSV of 100,000 rows and of 2 million: time to the first byte and to the last, and memory.

    python -m benchmarks.downloads --data /tmp/full-data

Each writer gives the newest months of one table in a process of its own: the file of a page, made in
one go; the stream behind `tables/<table>.csv`; DuckDB's own COPY to CSV; pandas. The last two write
codes without their names and disarm no formula: they are the floor, not the same file. Memory is the
peak of the process above what it held once the build was open.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from dashboard.builds import Build
    from dashboard.package import Package

TABLE = "trade_partner_monthly"
SIZES = (100_000, 2_000_000)
ORDER = "geo, partner, section, flow, ref_month, source"


@dataclass(frozen=True)
class Timed:
    """One file: its rows and bytes, seconds to the first and last byte, MiB above the open build."""

    rows: int
    size: int
    first: float
    last: float
    mib: float


@dataclass(frozen=True)
class Asked:
    """What every writer is asked: the rows of the table since a month."""

    package: Package
    build: Build
    since: date
    rows: int


def _page(asked: Asked) -> Iterator[int]:
    from dashboard import exports

    yield len(exports.csv([asked.package.presentation()], exports.MACHINE))


def _stream(asked: Asked) -> Iterator[int]:
    from dashboard import exports

    return map(len, asked.package.csv(exports.MACHINE))


def _bare(asked: Asked) -> tuple[duckdb.DuckDBPyConnection, str]:
    files = ", ".join(f"'{path}'" for path in asked.build.files(TABLE))
    rows = f"from read_parquet([{files}]) where ref_month >= date '{asked.since}'"
    return duckdb.connect(), f"{rows} order by {ORDER}"


def _copy(asked: Asked) -> Iterator[int]:
    con, statement = _bare(asked)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "file.csv")
        con.execute(f"copy ({statement}) to '{target}' (format csv, header)")
        yield target.stat().st_size


def _pandas(asked: Asked) -> Iterator[int]:
    con, statement = _bare(asked)
    yield len(con.execute(statement).df().to_csv(index=False).encode())


WRITERS: dict[str, tuple[str, Callable[[Asked], Iterator[int]]]] = {
    "copy": ("DuckDB COPY (baseline)", _copy),
    "pandas": ("pandas to_csv", _pandas),
    "page": ("ours, in one go", _page),
    "stream": ("ours, as it is made", _stream),
}


def _asked(rows: int) -> Asked:
    from dashboard import builds, openings, package, queries
    from dashboard.i18n import use
    from dashboard.indicators import ask

    build = builds.newest()
    query = queries.find(f"extract/{TABLE}")
    none = {name: [] if isinstance(query.sample[name], list) else None for name in query.sample}
    (told,) = [row for row in ask("catalogue/tables").rows if row["table_name"] == TABLE]
    first, last = (date.fromisoformat(told[f"{end}_period"]) for end in ("first", "last"))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    back = min(months, round(rows * months / told["rows"])) - 1
    ordinal = last.year * 12 + last.month - 1 - back
    params = none | {"since": date(ordinal // 12, ordinal % 12 + 1, 1)}
    with use("fr"):
        offered = package.whole_extract(query, params, "")
    return Asked(offered, build, params["since"], openings.warehouse(build).count(query, params))


def _alone(writer: str, rows: int) -> Timed:
    asked = _asked(rows)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size, first, started = 0, 0.0, time.perf_counter()
    for piece in WRITERS[writer][1](asked):
        first = first or time.perf_counter() - started
        size += piece
    last = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Timed(asked.rows, size, first, last, (after - before) / 1024)


def measure(data: Path, writer: str, rows: int, repeat: int) -> Timed:
    """Measure in processes of their own, and keep the quickest."""
    command = [sys.executable, "-m", "benchmarks.downloads", "--data", str(data)]
    found = []
    for _time in range(repeat):
        ended = subprocess.run(
            [*command, "--alone", writer, str(rows)], capture_output=True, text=True, check=False
        )
        if ended.returncode:
            raise SystemExit(f"{writer} failed: {ended.stderr.strip().splitlines()[-1]}")
        found.append(Timed(**json.loads(ended.stdout)))
    return min(found, key=lambda timed: timed.last)


def report(data: Path, repeat: int) -> list[str]:
    """Return the lines of a Markdown table: each size, the baseline first."""
    lines = [
        "| rows | writer | file | first byte | last byte | / baseline | memory | memory / file |",
        "|--:|---|" + "--:|" * 6,
    ]
    for rows in SIZES:
        baseline = None
        for writer, (words, _write) in WRITERS.items():
            timed = measure(data, writer, rows, repeat)
            baseline = baseline or timed
            size = timed.size / 2**20
            lines.append(
                f"| {timed.rows:,} | {words} | {size:.0f} MiB | {timed.first:.2f} s "
                f"| {timed.last:.2f} s | {timed.last / baseline.last:.1f} | {timed.mib:.0f} MiB "
                f"| {timed.mib / size:.1f} |"
            )
    return lines


def main() -> None:
    """Print the table of one data folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="a data folder with a build")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--alone", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        os.environ["CAP_ALA_DATA"] = str(given.data.resolve())
        writer, rows = given.alone
        print(json.dumps(asdict(_alone(writer, int(rows)))))
    else:
        print("\n".join(report(given.data.resolve(), given.repeat)))


if __name__ == "__main__":
    main()
