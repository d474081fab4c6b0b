"""Measures ten years of zips → published Parquet for trade by product, against their limit and
against other readers.

    python -m benchmarks.build_cimt --zips /tmp/cimt --years 10

The limit is the time to inflate the six-digit members of imports and domestic exports (zlib) plus
DuckDB's scan of the columns that are kept. Ours is the whole build: receipts, lists of labels, parse,
sums of provinces and states, contract, sorted Parquet, totals, publication. The others read every
column of all years into one table and write it as it is; «summed» adds up provinces and states and
sorts, as ours does. Each runs alone in a process of its own.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import build_statcan

YEAR = 2025
ROWS = {"Imp": 4_700_000, "Dom_Exp": 1_300_000}  # drawn; some fall on the same key
_CHUNK = 1 << 20
_STRUCTURE = ", ".join(f"c{at}: 'varchar'" for at in range(8))
_DETAIL = ("ODPFN015", "ODPFN018")  # members of six digits: imports, domestic exports
_KEPT = ", ".join(f"count(c{at})" for at in (0, 1, 2, 3, 5, 6, 7))


def archives(folder: Path, year: int = YEAR) -> list[Path]:
    """Return the zips of a full-size year, imports first, generated when they are not there.

    A process of its own generates them: its memory would otherwise count as the contenders'.
    """
    paths = {family: folder / f"CIMT-CICM_{family}_{year}.zip" for family in ROWS}
    for family, path in paths.items():
        if not path.is_file():
            command = [sys.executable, "-m", "benchmarks.generate_cimt", family, str(year)]
            given = ["--rows", str(ROWS[family]), "--out", str(folder)]
            subprocess.run([*command, *given], check=True, stdout=sys.stderr)
    return list(paths.values())


def _members(zips: Path) -> Iterator[tuple[Path, str]]:
    """Give the zips of a folder with the names of their six-digit members."""
    for path in sorted(zips.glob("*.zip")):
        with zipfile.ZipFile(path) as packed:
            yield path, next(name for name in packed.namelist() if name.startswith(_DETAIL))


def _contents(zips: Path) -> Iterator[bytes]:
    for path, name in _members(zips):
        with zipfile.ZipFile(path) as packed:
            yield packed.read(name)


def _inflate(zips: Path, _: Path) -> float:
    started = time.perf_counter()
    for path, name in _members(zips):
        with zipfile.ZipFile(path) as packed, packed.open(name) as member:
            while member.read(_CHUNK):
                pass
    return time.perf_counter() - started


def _scan(zips: Path, folder: Path) -> float:
    import duckdb

    extracted = []
    for path, name in _members(zips):
        with zipfile.ZipFile(path) as packed:
            extracted.append(packed.extract(name, folder / path.stem))
    con = duckdb.connect()
    started = time.perf_counter()
    con.execute(
        f"select {_KEPT} from read_csv({extracted}, columns = {{{_STRUCTURE}}}, "
        "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"')"
    ).fetchall()
    return time.perf_counter() - started


def _ours(zips: Path, folder: Path) -> float:
    from etl.paths import DataFolder

    archives = [path.resolve() for path, _ in _members(zips)]
    build_statcan.place(folder, "cimt_product", *archives)
    return build_statcan.built(DataFolder(folder))


def _pandas(zips: Path, folder: Path) -> float:
    import pandas as pd

    started = time.perf_counter()
    years = [pd.read_csv(io.BytesIO(content)) for content in _contents(zips)]
    pd.concat(years, ignore_index=True).to_parquet(folder / "pandas.parquet")
    return time.perf_counter() - started


def _pandas_summed(zips: Path, folder: Path) -> float:
    import pandas as pd

    started = time.perf_counter()
    years = []
    for content in _contents(zips):
        rows = pd.read_csv(io.BytesIO(content))
        month, product, country, _, _, value, quantity, unit = rows.columns
        by = rows.groupby([country, product, month, unit], dropna=False)
        years.append(by[[value, quantity]].sum().reset_index())
    pd.concat(years, ignore_index=True).to_parquet(folder / "pandas.parquet")
    return time.perf_counter() - started


def _polars(zips: Path, folder: Path) -> float:
    import polars as pl

    started = time.perf_counter()
    years = [pl.read_csv(content) for content in _contents(zips)]
    pl.concat(years).write_parquet(folder / "polars.parquet")
    return time.perf_counter() - started


def _polars_summed(zips: Path, folder: Path) -> float:
    import polars as pl

    started = time.perf_counter()
    years = []
    for content in _contents(zips):
        rows = pl.read_csv(content)
        month, product, country, _, _, value, quantity, unit = rows.columns
        keys = [country, product, month, unit]
        years.append(rows.group_by(keys).agg(pl.sum(value), pl.sum(quantity)).sort(keys))
    pl.concat(years).write_parquet(folder / "polars.parquet")
    return time.perf_counter() - started


def _pyarrow(zips: Path, folder: Path) -> float:
    import pyarrow as pa
    from pyarrow import csv, parquet

    started = time.perf_counter()
    years = [csv.read_csv(io.BytesIO(content)) for content in _contents(zips)]
    parquet.write_table(pa.concat_tables(years), folder / "pyarrow.parquet")
    return time.perf_counter() - started


CONTENDERS: dict[str, build_statcan.Contender] = {
    "inflate (zlib)": _inflate,
    "bare scan (DuckDB)": _scan,
    "ours": _ours,
    "pandas": _pandas,
    "pandas, summed": _pandas_summed,
    "polars": _polars,
    "polars, summed": _polars_summed,
    "pyarrow": _pyarrow,
}


@contextmanager
def chosen(folder: Path, years: int) -> Iterator[Path]:
    """Give a folder with the zips of the last `years`, generated when they are not there."""
    with tempfile.TemporaryDirectory() as only:
        for year in range(YEAR - years + 1, YEAR + 1):
            for path in archives(folder, year):
                (Path(only) / path.name).symlink_to(path)
        yield Path(only)


def report(folder: Path, years: int, repeat: int) -> list[str]:
    """Return the lines of a Markdown table."""
    with chosen(folder, years) as zips:
        return build_statcan.compared("benchmarks.build_cimt", CONTENDERS, zips, repeat)


def main() -> None:
    """Print one line per contender, with its ratio to the limit and to ours."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--zips", type=Path, default=Path(tempfile.gettempdir()) / "cimt-zips")
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--zip", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--one", choices=CONTENDERS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        build_statcan.alone(CONTENDERS[given.one], given.zip)
    else:
        print("\n".join(report(given.zips.resolve(), given.years, given.repeat)))


if __name__ == "__main__":
    main()
