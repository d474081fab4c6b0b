"""Measures a whole refresh at full size, from a loopback publisher to published tables.

    python -m benchmarks.refresh --zips benchmarks/out

It takes the full tables of Statistics Canada and a year of trade by product from that folder, and
makes the latter when it is not there; the years around it are small. For each source: the fetch of
a first edition, the build, then a second edition (every period again, compared with the first for
its revisions), against the limit (inflate + bare DuckDB scan). Each command runs in a process of
its own; the peak is that process's.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from benchmarks import build_cimt, build_statcan, generate_cimt, serving
from etl.sources import cimt_product
from tests import publishers
from tests.servers import Publisher, file

PRODUCTS = "/n1/pub/71-607-x/2021004/zip"
LATER = "Tue, 06 Oct 2026 12:30:00 GMT"


def timed(data: Path, publisher: Publisher, *arguments: str) -> tuple[float, int, float]:
    """Run a data command; return seconds, its peak memory in MiB, and the seconds of its build."""
    script = (
        "import resource, sys; from etl.commands import main; code = main(sys.argv[1:]); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024); sys.exit(code)"
    )
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=serving.ROOT,
        env=publishers.environment(data, publisher),
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - began
    if done.returncode:
        sys.exit(done.stderr)
    lines = [line for log in (data / "log").glob("*.jsonl") for line in log.open(encoding="utf-8")]
    built = [told["seconds"] for line in lines if (told := json.loads(line))["step"] == "build"]
    return seconds, int(done.stdout.split()[-1]), float(built[-1])


def commented(archive: bytes) -> bytes:
    """Return the same table in other bytes: what a second edition costs, whatever it changes."""
    packed = io.BytesIO(archive)
    with zipfile.ZipFile(packed, "a") as opened:
        opened.comment = b"second edition"
    return packed.getvalue()


def table(archive: Path) -> list[str]:
    """Return the lines of the report on a full table of Statistics Canada."""
    pid = archive.name.partition("-")[0]
    path = f"/n1/tbl/csv/{archive.name}"
    return measure(f"statcan_{pid}", {path: archive}, limit(build_statcan, archive))


def products(folder: Path) -> list[str]:
    """Return the lines of the report on trade by product: a full-size year among small ones."""
    years = build_cimt.archives(folder)
    with tempfile.TemporaryDirectory() as small:
        others = [
            generate_cimt.write(family, year, Path(small), 200)
            for family in build_cimt.ROWS
            for year in range(cimt_product.FIRST_YEAR, datetime.now(UTC).year + 1)
            if year != build_cimt.YEAR
        ]
        served = {f"{PRODUCTS}/{path.name}": path for path in (*others, *years)}
        with build_cimt.chosen(folder, 1) as only:
            return measure("cimt_product", served, limit(build_cimt, only))


def limit(twin: ModuleType, archive: Path) -> float:
    """Return the seconds to inflate a zip's rows and to scan them, as the build's benchmark does."""
    with tempfile.TemporaryDirectory() as scratch:
        return sum(
            twin.CONTENDERS[name](archive, Path(scratch))
            for name in ("inflate (zlib)", "bare scan (DuckDB)")
        )


def measure(code: str, bodies: dict[str, Path], limit: float) -> list[str]:
    """Return the lines of one source's report; `bodies` by their paths at the publisher."""
    lines = []
    with tempfile.TemporaryDirectory() as folder, Publisher() as publisher:
        data = Path(folder)
        shutil.copytree(serving.ROOT / "data/raw/snapshot", data / "raw/snapshot")
        for path, archive in bodies.items():
            publisher.serves(path, file(archive.read_bytes()))
        for name in ("first edition", "unchanged", "second"):
            if name == "second":
                for path, archive in bodies.items():
                    second = commented(archive.read_bytes())
                    publisher.serves(path, file(second, modified=LATER))
            seconds, peak, built = timed(data, publisher, "refresh", code)
            lines.append(
                f"| {code}, {name} | {seconds:.1f} s | {built:.1f} s | {peak} MiB | "
                f"{limit:.1f} s | {seconds / limit:.1f} |"
            )
    return lines


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--zips", type=Path, required=True)
    given = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}")
    print("| refresh | whole | of which build | peak | inflate + scan | whole / limit |")
    print("|---|--:|--:|--:|--:|--:|")
    for archive in sorted(given.zips.glob("*-eng.zip")):
        for line in table(archive.resolve()):
            print(line, flush=True)
    for line in products(given.zips):
        print(line, flush=True)


if __name__ == "__main__":
    main()
