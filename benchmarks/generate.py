"""Writes full-size zips in Statistics Canada's layout, with made-up values, for measurements only.

    python -m benchmarks.generate 12100175 --rows full --out /tmp/full

The same table, rows and seed give the same file.
"""

from __future__ import annotations

import argparse
import math
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from etl import codes

_MISSING, _SUPPRESSED, _NIL = 0.005, 0.0025, 0.33  # shares of the rows, each within the next
_FIXED_TIME = (2026, 9, 3, 8, 30, 0)
_NAPCS = "North American Product Classification System (NAPCS)"
# The 27 principal partners of 12-10-0175-01, between all countries and the other ones.
_PRINCIPAL = (
    *("WLD", "DZA", "AUS", "BEL", "BRA", "CHN", "FRA", "DEU", "HKG", "IND", "IDN", "IRQ", "ITA"),
    *("JPN", "MEX", "NLD", "NOR", "PER", "RUS", "SAU", "SGP", "KOR", "ESP", "CHE", "TWN", "TUR"),
    *("GBR", "USA", "OTH"),
)
_META = (
    '"Cube Title","Product Id"\r\n"Made-up figures in the layout of the table",{pid}\r\n\r\n'
    '"Symbol Legend"\r\nDescription,Symbol\r\npreliminary,p\r\nrevised,r\r\n'
)


@dataclass(frozen=True)
class Layout:
    """One table: its periods, its dimension columns in their order, and its decimals."""

    pid: str
    periods: tuple[str, ...]
    order: tuple[str, ...]
    names: dict[str, str]
    total: str
    trades: tuple[str, ...]
    partners: tuple[str, ...]
    decimals: int
    revised: int  # the newest periods that carry an r


def layout(pid: str) -> Layout:
    """Return the layout of a known table."""
    named: dict[str, str] = {}
    for row in codes.read("partner_name"):
        if (row["publisher"], row["lang"]) == ("statcan", "en") and row["partner"]:
            named.setdefault(row["partner"], row["name"])
    if pid == "12100175":
        months = [f"{y}-{m:02d}" for y in range(1997, 2027) for m in range(1, 13)]
        names = {"trade": "Trade", "section": _NAPCS, "partner": "Principal trading partners"}
        return Layout(
            pid, tuple(months[:-5]), ("trade", "section", "partner"), names,
            "Total of all merchandise", ("Import", "Domestic export", "Re-export"),
            tuple(named[code] for code in _PRINCIPAL), 0, 19,
        )  # fmt: skip
    years = tuple(str(year) for year in range(1999, 2026))
    names = {"partner": "Trading partner", "section": _NAPCS, "trade": "Trade"}
    countries = sorted(name for code, name in named.items() if code not in ("WLD", "OTH"))
    return Layout(
        pid, years, ("partner", "section", "trade"), names, "All sections",
        ("Export", "Import"), (named["WLD"], *countries[:257]), 1, 2,
    )  # fmt: skip


def write(pid: str, folder: Path, rows: int | None = None, seed: int = 1) -> Path:
    """Write `<pid>-eng.zip` into `folder` and return its path; `rows` None means full size.

    Fewer rows keep the newest periods, whole: their number is rounded up to a period's.
    """
    table = layout(pid)
    series = list(_series(table))
    kept = (
        len(table.periods)
        if rows is None
        else min(math.ceil(rows / len(series)), len(table.periods))
    )
    header = ["REF_DATE", "GEO", "DGUID", *(table.names[name] for name in table.order), "UOM",
              "UOM_ID", "SCALAR_FACTOR", "SCALAR_ID", "VECTOR", "COORDINATE", "VALUE", "STATUS",
              "SYMBOL", "TERMINATED", "DECIMALS"]  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{pid}-eng.zip"
    chance = random.Random(seed)
    revised = table.periods[-table.revised]
    with zipfile.ZipFile(target, "w") as packed:
        with packed.open(_info(f"{pid}.csv"), "w", force_zip64=True) as member:
            member.write(("\ufeff" + ",".join(f'"{name}"' for name in header) + "\n").encode())
            for period in table.periods[-kept:]:
                mark = "r" if period >= revised else ""
                tail = f'"","","{table.decimals}"\n'
                lines = [
                    f'"{period}",{before},{_value(chance, table.decimals, mark)},{tail}'
                    for before in series
                ]
                member.write("".join(lines).encode())
        packed.writestr(_info(f"{pid}_MetaData.csv"), "\ufeff" + _META.format(pid=pid))
    return target


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _FIXED_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _series(table: Layout) -> Iterator[str]:
    """Yield what every period repeats: a row's fields from GEO to COORDINATE.

    Geographies that Statistics Canada does not name («province not stated») are left out.
    """
    sections = [
        table.total if row["section"] == "TOTAL" else f"{row['name_en']} [{row['section']}]"
        for row in codes.read("section")
    ]
    members = {"trade": table.trades, "section": sections, "partner": table.partners}
    vector = 1_567_082_900
    named = [geo for geo in codes.read("geography") if geo["statcan_en"]]
    for geo_at, geo in enumerate(named, 1):
        for chosen in product(*(list(enumerate(members[name], 1)) for name in table.order)):
            labels = [label for _, label in chosen]
            if "Re-export" in labels and geo["geo"] != "CA":
                continue
            vector += 1
            fields = [geo["statcan_en"], f"2021{geo['dguid_suffix']}", *labels, "Dollars", "81",
                      "thousands", "3", f"v{vector}",
                      ".".join(str(at) for at in (geo_at, *(at for at, _ in chosen)))]  # fmt: skip
            yield ",".join(f'"{text}"' for text in fields)


def _value(chance: random.Random, decimals: int, mark: str) -> str:
    """Return VALUE and STATUS: a third are zero, one in 200 is missing or suppressed."""
    draw = chance.random()
    if draw < _MISSING:
        return '"",".."' if draw >= _SUPPRESSED else '"","x"'
    value = 0.0 if draw < _NIL else math.exp(16 * (draw - _NIL) / (1 - _NIL))
    return f'"{value:.{decimals}f}","{mark}"'


def main() -> None:
    """Write one table as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", choices=("12100175", "12100173"))
    parser.add_argument("--rows", default="full", help="full, or about how many")
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rows = None if given.rows == "full" else int(given.rows)
    target = write(given.table, given.out, rows, given.seed)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
