"""Measures how cost grows with the data: trade by product, 1, 4 and 16 full-size years of it.

    python -m benchmarks.growth --zips /tmp/cimt --years 1 4 16

For each number of years: the whole build (wall, processors, peak memory), then every query that
reads the table, cold (its first answer in a warehouse just opened) and warm. Ratios are to the
smallest. Missing years are generated: some 35 s each.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks import build_cimt, build_statcan, queries, serving
from benchmarks.figures import percentile

TABLE = "trade_product_monthly"
_BUILD = (
    "import json, resource, time; began = time.perf_counter(); "
    "from etl.commands import main; code = main(['build']); "
    "used = resource.getrusage(resource.RUSAGE_SELF); "
    "print(json.dumps([time.perf_counter() - began, used.ru_utime + used.ru_stime, "
    "used.ru_maxrss / 1024])); raise SystemExit(code)"
)


@dataclass(frozen=True)
class Size:
    """What a number of years costs: seconds and MiB to build, then the queries."""

    years: int
    rows: int
    wall: float
    cpu: float
    peak_mib: float
    asked: queries.Measured


def archives(folder: Path, years: int) -> list[Path]:
    """Return the zips of the last `years` years, two years generated at a time where they are missing."""
    wanted = range(build_cimt.YEAR - years + 1, build_cimt.YEAR + 1)
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda year: build_cimt.archives(folder, year), wanted)
        return [path for paths in found for path in paths]


def measure(folder: Path, years: int, repeat: int) -> Size:
    """Build so many years, and ask every query that reads them."""
    with tempfile.TemporaryDirectory() as scratch:
        data = serving.snapshot(Path(scratch))
        build_statcan.place(data, "cimt_product", *archives(folder, years))
        built = subprocess.run(
            [sys.executable, "-c", _BUILD],
            cwd=serving.ROOT,
            env=os.environ | {"CAP_ALA_DATA": str(data)},
            capture_output=True,
            text=True,
            check=True,
        )
        wall, cpu, peak = json.loads(built.stdout.splitlines()[-1])
        asked = queries.measure(data, repeat, TABLE, date(build_cimt.YEAR, 12, 1))
    return Size(years, asked.rows, wall, cpu, peak, asked)


def report(folder: Path, years: tuple[int, ...], repeat: int) -> list[str]:
    """Measure and return the lines of two Markdown tables: the builds, then the queries."""
    sizes = [measure(folder, count, repeat) for count in years]
    first = sizes[0]
    lines = [
        "| years | rows | build | / first | CPU | peak memory | opening | cold p95 | warm p95 |",
        "|--:|" + "--:|" * 8,
    ]
    for size in sizes:
        cold = percentile([one.cold for one in size.asked.queries], 0.95)
        warm = max(one.p95 for one in size.asked.queries)
        lines.append(
            f"| {size.years} | {size.rows:,} | {size.wall:.1f} s | {size.wall / first.wall:.1f} "
            f"| {size.cpu:.1f} s | {size.peak_mib:.0f} MiB | {size.asked.opening:.0f} ms "
            f"| {cold:.0f} ms | {warm:.0f} ms |"
        )
    names = [f"{size.years} y" for size in sizes]
    lines += [
        "",
        "| query, warm p50 | " + " | ".join(names) + " | last / first | rows at last |",
        "|---|" + "--:|" * (len(sizes) + 2),
    ]
    rows = {one.name: one.rows for one in sizes[-1].asked.queries}
    by_name = [{one.name: one.p50 for one in size.asked.queries} for size in sizes]
    for name in sorted(by_name[-1], key=lambda name: -by_name[-1][name]):
        cells = [f"{found[name]:.1f} ms" for found in by_name]
        growth = by_name[-1][name] / by_name[0][name]
        lines.append(f"| {name} | {' | '.join(cells)} | {growth:.1f} | {rows[name]:,} |")
    growths = [by_name[-1][name] / by_name[0][name] for name in by_name[-1]]
    return [*lines, "", f"Median growth of a query: {statistics.median(growths):.1f}."]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--zips", type=Path, default=Path(tempfile.gettempdir()) / "cimt-zips")
    parser.add_argument("--years", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--repeat", type=int, default=10)
    given = parser.parse_args()
    given.zips.mkdir(parents=True, exist_ok=True)
    print("\n".join(report(given.zips.resolve(), tuple(sorted(given.years)), given.repeat)))


if __name__ == "__main__":
    main()
