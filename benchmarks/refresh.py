"""Measures a whole refresh at full size, from a loopback publisher to published tables.

    python -m benchmarks.refresh --zips benchmarks/out

For each table: the fetch of a first edition, the build, then a second edition (every period again,
compared with the first for its revisions), against the limit (inflate + bare DuckDB scan). Each
command runs in a process of its own; the peak is that process's.
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
from pathlib import Path

from benchmarks import build_statcan, serving
from tests import publishers
from tests.servers import Publisher, file

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


def measure(archive: Path) -> list[str]:
    """Return the lines of one table's report."""
    pid = archive.name.partition("-")[0]
    code, path = f"statcan_{pid}", f"/n1/tbl/csv/{archive.name}"
    body = archive.read_bytes()
    with tempfile.TemporaryDirectory() as scratch:
        limit = sum(
            build_statcan._CONTENDERS[name](archive, Path(scratch))  # noqa: SLF001 - its twin
            for name in ("inflate (zlib)", "bare scan (DuckDB)")
        )
    lines = []
    with tempfile.TemporaryDirectory() as folder, Publisher() as publisher:
        data = Path(folder)
        shutil.copytree(serving.ROOT / "data/raw/snapshot", data / "raw/snapshot")
        publisher.serves(path, file(body))
        for name, served in (
            ("first edition", body),
            ("unchanged", body),
            ("second", commented(body)),
        ):
            if name == "second":
                publisher.serves(path, file(served, modified=LATER))
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
        for line in measure(archive.resolve()):
            print(line, flush=True)


if __name__ == "__main__":
    main()
