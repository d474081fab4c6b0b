"""Measures a year of zips → published Parquet for trade by product, against its limit.

    python -m benchmarks.build_cimt --zips /tmp/cimt

The limit is the time to inflate the six-digit member of the imports (zlib) plus DuckDB's scan of the
columns that are kept. Ours is the whole build of the year, its domestic exports included: receipt,
lists of labels, parse, sums, contract, Parquet, publication. Each runs alone in a process of its own.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from benchmarks import build_statcan

YEAR = 2025
ROWS = {"Imp": 4_700_000, "Dom_Exp": 1_300_000}  # drawn; some fall on the same key
_CHUNK = 1 << 20
_STRUCTURE = ", ".join(f"c{at}: 'varchar'" for at in range(8))
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


def _member(packed: zipfile.ZipFile) -> str:
    return next(name for name in packed.namelist() if name.startswith("ODPFN015"))


def _inflate(archive: Path, _: Path) -> float:
    started = time.perf_counter()
    with zipfile.ZipFile(archive) as packed, packed.open(_member(packed)) as member:
        while member.read(_CHUNK):
            pass
    return time.perf_counter() - started


def _scan(archive: Path, folder: Path) -> float:
    import duckdb

    with zipfile.ZipFile(archive) as packed:
        extracted = packed.extract(_member(packed), folder)
    con = duckdb.connect()
    started = time.perf_counter()
    con.execute(
        f"select {_KEPT} from read_csv('{extracted}', columns = {{{_STRUCTURE}}}, "
        "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"')"
    ).fetchall()
    return time.perf_counter() - started


def _ours(archive: Path, folder: Path) -> float:
    from etl.paths import DataFolder

    build_statcan.place(folder, "cimt_product", *archives(archive.parent))
    return build_statcan.built(DataFolder(folder))


CONTENDERS: dict[str, build_statcan.Contender] = {
    "inflate (zlib)": _inflate,
    "bare scan (DuckDB)": _scan,
    "ours": _ours,
}


def report(imports: Path, repeat: int) -> list[str]:
    """Return the lines of a Markdown table."""
    return build_statcan.compared("benchmarks.build_cimt", CONTENDERS, imports, repeat)


def main() -> None:
    """Print one line per contender, with its ratio to the limit and to ours."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--zips", type=Path, default=Path(tempfile.gettempdir()) / "cimt-zips")
    parser.add_argument("--zip", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--one", choices=CONTENDERS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        build_statcan.alone(CONTENDERS[given.one], given.zip)
    else:
        print("\n".join(report(archives(given.zips.resolve())[0], given.repeat)))


if __name__ == "__main__":
    main()
