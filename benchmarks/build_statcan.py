"""Measures zip → published Parquet for a full table, against its limit and against other readers.

    python -m benchmarks.build_statcan --zip /tmp/full/12100175-eng.zip

The limit is the time to inflate the zip (zlib) plus DuckDB's scan of the columns that are kept.
Ours is the whole build: receipt, parse, contract, sorted Parquet, publication. The others read every
column and write it unsorted, as their first page of documentation shows. Each runs alone in a
process of its own; the median of `--repeat` counts.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.paths import DataFolder

_MIB = 1024
_CHUNK = 1 << 20
_KEPT = "c0, c2, c3, c4, c5, c9, c12, c13, c14"
_VINTAGE = date(2026, 9, 3)

Contender = Callable[[Path, Path], float]


def _pid(archive: Path) -> str:
    return archive.name.partition("-")[0]


def _inflate(archive: Path, _: Path) -> float:
    started = time.perf_counter()
    with zipfile.ZipFile(archive) as packed, packed.open(f"{_pid(archive)}.csv") as member:
        while member.read(_CHUNK):
            pass
    return time.perf_counter() - started


def _scan(archive: Path, folder: Path) -> float:
    import duckdb

    with zipfile.ZipFile(archive) as packed:
        extracted = packed.extract(f"{_pid(archive)}.csv", folder)
    counts = ", ".join(f"count({name})" for name in _KEPT.split(", "))
    structure = ", ".join(f"c{at}: 'varchar'" for at in range(17))
    con = duckdb.connect()
    started = time.perf_counter()
    con.execute(
        f"select {counts} from read_csv('{extracted}', columns = {{{structure}}}, "
        "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"')"
    ).fetchall()
    return time.perf_counter() - started


def place(data: Path, source: str, *archives: Path) -> None:
    """Put zips into a data folder as fetch would: a vintage of the source with its receipt.

    A folder that has no snapshot of its own gets an empty one, or a build would add the project's.
    """
    from etl import receipts
    from etl.paths import DataFolder
    from etl.publication import file_sha256

    DataFolder(data).snapshot.mkdir(parents=True, exist_ok=True)
    vintage = DataFolder(data).raw / source / _VINTAGE.isoformat()
    vintage.mkdir(parents=True)
    entries = []
    for archive in archives:
        (vintage / archive.name).symlink_to(archive)
        size, sha256 = archive.stat().st_size, file_sha256(archive)
        entries.append(
            receipts.FileReceipt(
                archive.name, "", "", "2026-09-03T12:30:00Z", sha256, size, None, None, None
            )
        )
    receipts.write(vintage, receipts.Receipt(source, _VINTAGE, tuple(entries)))


def _ours(archive: Path, folder: Path) -> float:
    from etl.paths import DataFolder

    place(folder, f"statcan_{_pid(archive)}", archive)
    return built(DataFolder(folder))


def built(data: DataFolder) -> float:
    """Build a data folder and return the seconds it took; a refused edition stops the measure."""
    from etl import build

    started = time.perf_counter()
    published = build.build(data)
    seconds = time.perf_counter() - started
    for refusal in published.manifest["refused"]:
        sys.exit(f"{refusal['source']}: {refusal['reason']}")
    return seconds


def _pandas(archive: Path, folder: Path) -> float:
    import pandas as pd

    started = time.perf_counter()
    with zipfile.ZipFile(archive) as packed, packed.open(f"{_pid(archive)}.csv") as member:
        pd.read_csv(member).to_parquet(folder / "pandas.parquet")
    return time.perf_counter() - started


def _polars(archive: Path, folder: Path) -> float:
    import polars as pl

    started = time.perf_counter()
    with zipfile.ZipFile(archive) as packed:
        content = packed.read(f"{_pid(archive)}.csv")
    pl.read_csv(content, infer_schema_length=100_000).write_parquet(folder / "polars.parquet")
    return time.perf_counter() - started


def _pyarrow(archive: Path, folder: Path) -> float:
    from pyarrow import csv, parquet

    started = time.perf_counter()
    with zipfile.ZipFile(archive) as packed, packed.open(f"{_pid(archive)}.csv") as member:
        table = csv.read_csv(io.BufferedReader(member, _CHUNK))  # type: ignore[type-var]
    parquet.write_table(table, folder / "pyarrow.parquet")
    return time.perf_counter() - started


def _stats_can(archive: Path, folder: Path) -> float:
    from stats_can import sc

    started = time.perf_counter()
    sc.zip_table_to_dataframe(_pid(archive), archive.parent).to_parquet(folder / "table.parquet")
    return time.perf_counter() - started


def _statcan_dl(archive: Path, folder: Path) -> float:
    from statcan_dl import combine

    home = folder / "csv" / _pid(archive)
    started = time.perf_counter()
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(home)
    if combine.convert_table(home, folder / "out") is None:
        raise SystemExit("statcan-dl gave up on the file")
    return time.perf_counter() - started


CONTENDERS: dict[str, Contender] = {
    "inflate (zlib)": _inflate,
    "bare scan (DuckDB)": _scan,
    "ours": _ours,
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
    "stats-can": _stats_can,
    "statcan-dl": _statcan_dl,
}


def alone(contender: Contender, archive: Path) -> None:
    """Run one contender in this process and print its seconds, CPU seconds and peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            seconds = contender(archive, Path(folder))
        except ImportError as error:
            print(json.dumps({"skipped": str(error)}))
            return
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "seconds": seconds,
                "cpu": used.ru_utime + used.ru_stime,
                "rss_mib": used.ru_maxrss / _MIB,
            }
        )
    )


def _once(module: str, name: str, archive: Path) -> dict[str, float] | str:
    """Run one contender in a process of its own; a text says why there is no result."""
    ended = subprocess.run(
        [sys.executable, "-m", module, "--zip", archive, "--one", name],
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        return f"failed: {ended.stderr.strip().splitlines()[-1]}"
    answer: dict[str, float | str] = json.loads(ended.stdout.splitlines()[-1])
    if "skipped" in answer:
        return f"skipped: {answer['skipped']}"
    return {key: float(value) for key, value in answer.items()}


def report(archive: Path, repeat: int) -> list[str]:
    """Return the lines of a Markdown table for a full table of Statistics Canada."""
    return compared("benchmarks.build_statcan", CONTENDERS, archive, repeat)


def compared(
    module: str, contenders: Mapping[str, Contender], archive: Path, repeat: int
) -> list[str]:
    """Return the lines of a Markdown table; contenders take turns, so a busy moment hits all.

    The module runs one of them in a process of its own when it is asked to with `--one`.
    """
    runs = [{name: _once(module, name, archive) for name in contenders} for _ in range(repeat)]
    median: dict[str, dict[str, float]] = {}
    refused: dict[str, str] = {}
    for name in contenders:
        told = [run[name] for run in runs]
        done = [one for one in told if not isinstance(one, str)]
        if done:
            done.sort(key=lambda one: one["seconds"])
            median[name] = done[len(done) // 2]
        else:
            refused[name] = str(told[0])
    limit = median["inflate (zlib)"]["seconds"] + median["bare scan (DuckDB)"]["seconds"]
    lines = [
        "| | wall | CPU | peak memory | / limit | / ours |",
        "|---|" + "--:|" * 5,
        f"| limit: inflate + bare scan | {limit:.2f} s | | | 1.00 | |",
    ]
    ours = median.get("ours", {}).get("seconds", float("nan"))
    lines += [
        f"| {name} | {one['seconds']:.2f} s | {one['cpu']:.2f} s | {one['rss_mib']:.0f} MiB "
        f"| {one['seconds'] / limit:.2f} | {one['seconds'] / ours:.2f} |"
        for name, one in median.items()
    ]
    return lines + [f"| {name} | {why} | | | | |" for name, why in refused.items()]


def main() -> None:
    """Print one line per contender, with its ratio to the limit and to ours."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--zip", type=Path, required=True, help="a zip from benchmarks.generate")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--one", choices=CONTENDERS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    archive = given.zip.resolve()
    if given.one:
        alone(CONTENDERS[given.one], archive)
    else:
        print("\n".join(report(archive, given.repeat)))


if __name__ == "__main__":
    main()
