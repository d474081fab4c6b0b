"""Runs every benchmark, largest input first, and prints the tables; `--write` keeps them in benchmarks/out.

    python -m benchmarks --write

The full-size zips are generated once into benchmarks/out, which is not committed.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import (
    build_cimt,
    build_statcan,
    downloads,
    growth,
    load,
    opening,
    pages,
    queries,
    republish,
    serving,
)

HERE = Path(__file__).resolve().parent
OUT = HERE / "out"
RESULTS = OUT / "measurements.md"  # what is worth keeping goes into RESULTS.md by hand
MONTHLY, ANNUAL = "12100175", "12100173"
_LIBRARIES = ("duckdb", "pyarrow", "isal", "pandas", "polars", "streamlit", "plotly")
_INTRODUCTION = """\
# Measurements

Written by `python -m benchmarks --write`; read ratios, not seconds: both sides of each ratio were
measured in one run on one machine. Goals: a build within 2 × its limit, under 600 MB and faster
than the other readers; queries under 20 ms and a filter change under 300 ms, at p95.
The figures in the full-size files are made up, in the publisher's layout.
"""


def archive(pid: str, folder: Path) -> Path:
    """Return the full-size zip of a table, generated when it is not there."""
    path = folder / f"{pid}-eng.zip"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "benchmarks.generate", pid, "--rows", "full"]
        subprocess.run([*command, "--out", str(folder)], check=True, stdout=sys.stderr)
    return path


def machine() -> list[str]:
    """Return what a reader must know to compare: machine, load, versions."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    moment = f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {os.cpu_count()} cores, {memory:.0f} GiB, "
    system = f"{platform.system()} {platform.machine()}; Python {platform.python_version()}"
    at_start = f"- load average at the start (1, 5, 15 minutes): {load}"
    return [moment + system, at_start, f"- {libraries}"]


def full(archives: list[Path], folder: Path) -> Path:
    """Build the full-size tables and the snapshot into a data folder and return it."""
    data = serving.snapshot(folder)
    for found in archives:
        build_statcan.place(data, f"statcan_{found.stem[:8]}", found)
    subprocess.run(
        [sys.executable, "-m", "etl", "build"],
        cwd=serving.ROOT,
        env=os.environ | {"CAP_ALA_DATA": str(data)},
        capture_output=True,
        check=True,
    )
    return data


def run(folder: Path, repeat: int) -> Iterator[str]:
    """Measure everything and give the lines of the report as they come."""
    archives = [archive(pid, folder) for pid in (MONTHLY, ANNUAL)]
    yield from (_INTRODUCTION, *machine(), "")
    yield from (f"## Zip → published Parquet ({archives[0].name}, median of {repeat})", "")
    yield (build_statcan.__doc__ or "").partition("\n\n")[2].partition("\n\n")[2].strip() + "\n"
    yield from (*build_statcan.report(archives[0], repeat), "")
    yield from ("## Ten years of trade by product → published Parquet (once)", "")
    yield (build_cimt.__doc__ or "").partition("\n\n")[2].partition("\n\n")[2].strip() + "\n"
    yield from (*build_cimt.report(folder, 10, 1), "")
    yield from ("## Growth: 1, 4 and 16 years of trade by product", "")
    yield (growth.__doc__ or "").partition("\n\n")[2].partition("\n\n")[2].strip() + "\n"
    yield from (*growth.report(folder, (1, 4, 16), repeat * 3), "")
    with tempfile.TemporaryDirectory() as scratch:
        data = full(archives, Path(scratch, "full"))
        yield from ("## Queries, full size", "")
        yield from (*queries.report(queries.measure(data, repeat * 7)), "")
        yield from ("## Downloads, full size (quickest of the runs)", "")
        yield (downloads.__doc__ or "").partition("\n\n")[2].partition("\n\n")[2].strip() + "\n"
        yield from (*downloads.report(data, repeat), "")
        yield from ("## A new build published while ten read, full size", "")
        yield from (*republish.report(data), "")
        data = serving.snapshot(Path(scratch, "snapshot"))
        yield from ("## Queries, snapshot", "")
        yield from (*queries.report(queries.measure(data, repeat * 7)), "")
    yield from ("## Filter change and pages, snapshot", "")
    yield from (*pages.report(steps=40, repeat=repeat), "")
    yield from ("## Every page opened, snapshot", "", *opening.report(), "")
    yield from ("## Many readers at once, snapshot", "")
    yield from (*load.report((1, 10, 50, 100, 200), (1, 2), think=5.0, reruns=5000), "")
    yield "Load at the end: " + ", ".join(f"{value:.1f}" for value in os.getloadavg()) + "."


def main() -> None:
    """Print the report, and keep it with `--write`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"keep them in {RESULTS.name}")
    parser.add_argument("--repeat", type=int, default=3, help="of the builds; queries seven times")
    parser.add_argument("--zips", type=Path, default=OUT, help="where the full-size zips are")
    given = parser.parse_args()
    lines = []
    for line in run(given.zips.resolve(), given.repeat):
        print(line, flush=True)
        lines.append(line)
    if given.write:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
