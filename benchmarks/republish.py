"""Measures what readers meet when a new build is published while they read.

    python -m benchmarks.republish --data /tmp/full-data --readers 10

The readers of `benchmarks.load` act on the trade page, each with time to think. Half way, the same
tables are published again under another name, which the server must open. Ratios are to the answers
of the seconds before.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

from benchmarks import load, serving
from benchmarks.figures import percentile

_PERIOD = 15.0  # seconds of acting before, and after
_NEWER = "benchmark"


def published(data: Path, folder: Path) -> Path:
    """Lay out, by links, a data folder that holds the newest build of another one, twice."""
    builds = folder / "parquet/builds"
    source = (data / "parquet/current").resolve()
    for name in (source.name, _NEWER):
        shutil.copytree(source, builds / name, copy_function=os.link)
    (folder / "parquet/current").symlink_to(builds / source.name)
    return folder


def publish(folder: Path) -> None:
    """Make the second build the newest, as of now."""
    manifest = folder / f"parquet/builds/{_NEWER}/build.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.unlink()  # a link to the other build's
    manifest.write_text(json.dumps(told | {"build_id": _NEWER}), encoding="utf-8")
    (folder / "parquet/next").symlink_to(manifest.parent)
    (folder / "parquet/next").rename(folder / "parquet/current")


async def _acting(reader: load.Reader, until: float, think: float) -> None:
    while time.monotonic() < until:
        await asyncio.sleep(reader.pick.expovariate(1) * think)
        await reader.act()


def _answering(address: str) -> str:
    with urlopen(f"{address}/healthz", timeout=60) as answer:
        return str(json.load(answer)["build"])


def _seen(address: str, since: float) -> float:
    while _answering(address) != _NEWER:
        time.sleep(0.1)
    return time.monotonic() - since


async def measure(folder: Path, served: load.Served, readers: int, think: float) -> list[str]:
    """Return the report's lines: readers' answers before and after the publication."""
    with ExitStack() as stack:
        found = await load.opened([served], readers, stack)
        load.taken(found)
        until = time.monotonic() + _PERIOD
        await asyncio.gather(*(_acting(reader, until, think) for reader in found))
        before, held = load.taken(found), served.memory()
        publish(folder)
        now = time.monotonic()
        acting = (_acting(reader, now + _PERIOD, think) for reader in found)
        seen = asyncio.to_thread(_seen, served.address, now)
        delay, *_ = await asyncio.gather(seen, *acting)
        after = load.taken(found)
        errors = [error for reader in found for error in reader.errors]
    floor = percentile(before, 0.5)
    lines = [
        "| answers | n | p50 | p95 | slowest | slowest / p50 before |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, seconds in (("before", before), ("after", after)):
        cells = [f"{1000 * percentile(seconds, share):.0f} ms" for share in (0.5, 0.95, 1)]
        ratio = f"{max(seconds) / floor:.1f}"
        lines.append(f"| {name} | {len(seconds)} | {' | '.join(cells)} | {ratio} |")
    told = f"The new build answers {delay:.1f} s after its publication; errors: {len(errors)}; "
    told += f"memory {held:.0f} MiB before, {served.memory():.0f} MiB with both builds open."
    return [*lines, "", told]


def report(data: Path, readers: int = 10, think: float = 1.0) -> list[str]:
    """Serve a data folder, publish it again while it is read, and return the report's lines."""
    with tempfile.TemporaryDirectory(dir=data.parent) as folder, ExitStack() as stack:
        place = published(data, Path(folder))
        served = load.Served(*stack.enter_context(serving.served(place)))
        asyncio.run(load.measure([served], 1, 3, 0.1, 0))  # the first reader opens the build
        return asyncio.run(measure(place, served, readers, think))


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="a data folder, built")
    parser.add_argument("--readers", type=int, default=10)
    parser.add_argument("--think", type=float, default=1.0, help="seconds, on average")
    given = parser.parse_args()
    print("\n".join(report(given.data.resolve(), given.readers, given.think)))


if __name__ == "__main__":
    main()
