"""Writes yearly CIMT zips in Statistics Canada's layout, with made-up values, for tests and measurements.

    python -m benchmarks.generate_cimt Imp 2024 --rows 4000000 --out /tmp/cimt

The same family, year, months and rows give the same rows. Labels say that they are made up.
"""

from __future__ import annotations

import argparse
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl import codes

PROVINCES = ("AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT")
STATES = ("CA", "FL", "IL", "MI", "NY", "OH", "PA", "TX", "VT", "WA")
UNITS = ("KGM", "NMB", "LTR", "N/A")
# Family → its members of six and of two digits, and its list of labels of six.
MEMBERS = {
    "Imp": ("ODPFN015", "ODPFN022", "ODPF_3_HS6MDesc.TXT"),
    "Dom_Exp": ("ODPFN018", "ODPFN020", "ODPF_4_HS6XDesc.TXT"),
}
_FIXED_TIME = (2026, 9, 3, 8, 30, 0)
_FIRST = "YearMonth/AnnéeMois,{digits},Country/Pays,Province,State/État,Value/Valeur"
_DETAIL = _FIRST.format(digits="HS6") + ",Quantity/Quantité,Unit of Measure/Unité de Mesure\r\n"
_TOTALS = _FIRST.format(digits="HS2") + "\r\n"
_CHUNK = 1 << 20


def write(family: str, year: int, folder: Path, rows: int, months: int = 12) -> Path:
    """Write `CIMT-CICM_<family>_<year>.zip` with about `rows` rows of six digits; return its path."""
    detail, totals, labels = MEMBERS[family]
    last = f"{year}{months:02d}"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"CIMT-CICM_{family}_{year}.zip"
    with (
        tempfile.TemporaryDirectory(dir=folder) as scratch,
        duckdb.connect() as con,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed,
    ):
        _invent(con, f"{family}{year}", year, rows, months)
        keys = "year_month, {}, country, province, state"
        by = keys.format("hs6")
        _member(
            con, packed, f"{detail}_{last}N.csv", _DETAIL, Path(scratch),
            f"select {by}, value, quantity, unit from row order by {by}",
        )  # fmt: skip
        by = keys.format("hs6[1:2] as hs2")
        _member(
            con, packed, f"{totals}_{last}N.csv", _TOTALS, Path(scratch),
            f"select {by}, sum(value)::bigint as value from row group by all order by all",
        )  # fmt: skip
        for name, lines in lookups(labels).items():
            packed.writestr(_info(name), "".join(f"{line}\r\n" for line in lines).encode("latin-1"))
    return target


def subheadings() -> list[str]:
    """Return the codes of six digits that the files use: four to a heading of the code list."""
    return [
        row["heading"] + end for row in codes.read("hs_heading") for end in ("10", "20", "90", "99")
    ]


def lookups(labels: str) -> dict[str, list[str]]:
    """Return the fixed-width lists of a zip, each with the code's validity and both labels."""
    chapters = sorted({row["heading"][:2] for row in codes.read("hs_heading")})
    return {
        labels: [
            labelled(code, ("198801", "999912"), f"Made-up {code}", f"Libellé fictif {code}", _unit(code))
            for code in subheadings()
        ],
        "ODPF_5_HS2Desc.TXT": [
            labelled(code, ("198801", "999912"), f"Made-up chapter {code}", f"Chapitre d'essai {code}")
            for code in chapters
        ],
        "ODPF_9_UOMDesc.TXT": [
            labelled(unit, ("196601", "999912"), f"Unit {unit}", f"Unité {unit}") for unit in UNITS
        ],
    }  # fmt: skip


def labelled(
    code: str, valid: tuple[str, str], english: str, french: str, unit: str | None = None
) -> str:
    """Return one line of a fixed-width list; those of six digits have a unit."""
    measured = "" if unit is None else f"{unit:<3} "
    return f"{code:<10} {valid[0]} {valid[1]} {measured}{english:<83}{french:<83}ODPFN023    202608"


def _unit(code: str) -> str:
    return UNITS[int(code) % len(UNITS)]


def _invent(con: duckdb.DuckDBPyConnection, seed: str, year: int, rows: int, months: int) -> None:
    """Fill the table `row`: half with the United States and its states, the rest everywhere."""
    countries = [
        row["name"] or " "
        for row in codes.read("partner_name")
        if (row["publisher"], row["lang"]) == ("cimt", "code") and row["name"] not in ("US", "CA")
    ]
    lists = {"hs6": subheadings(), "country": countries, "province": PROVINCES, "state": STATES}
    con.execute("set threads = 2")
    con.execute("create table list as select " + ", ".join(f"${k} as {k}" for k in lists), {
        name: list(values) for name, values in lists.items()
    })  # fmt: skip
    con.execute(
        f"""
        create table row as
        with drawn as (
            select
                {year * 100 + 1} + (i % {months}) as year_month,
                hash('{seed}h', i) as h, hash('{seed}c', i) as c, hash('{seed}p', i) as p
            from range({rows}) as r (i)
        ),
        named as (
            select
                year_month::varchar as year_month,
                hs6[1 + (h % len(hs6))::int] as hs6,
                if(c % 2 = 0, 'US', trim(country[1 + ((c >> 8) % len(country))::int])) as country,
                province[1 + (p % len(province))::int] as province,
                if(c % 2 = 0, state[1 + ((p >> 8) % len(state))::int], '') as state,
                min(h) as h
            from drawn, list
            group by all
        )
        select
            year_month, hs6, country, province, state,
            (1 + exp(1.5 + (h >> 16) % 1000 / 90.0))::bigint as value,
            ['KGM', 'NMB', 'LTR', 'N/A'][1 + hs6::int % 4] as unit,
            if(unit = 'N/A', 0, (h >> 24) % 10000)::bigint as quantity
        from named
        """
    )


def _member(
    con: duckdb.DuckDBPyConnection,
    packed: zipfile.ZipFile,
    name: str,
    header: str,
    scratch: Path,
    query: str,
) -> None:
    """Write the rows of a query as the publisher does: texts in quotes, numbers bare, CRLF."""
    texts = [row[0] for row in con.execute(f"describe {query}").fetchall() if row[1] == "VARCHAR"]
    plain = scratch / "rows.csv"
    con.execute(f"copy ({query}) to '{plain}' (header false, force_quote ({', '.join(texts)}))")
    with packed.open(_info(name), "w") as member:
        member.write(header.encode())
        for chunk in _chunks(plain):
            member.write(chunk.replace(b"\n", b"\r\n"))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _FIXED_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def main() -> None:
    """Write one zip as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("family", choices=MEMBERS)
    parser.add_argument("year", type=int)
    parser.add_argument("--rows", type=int, default=4_000_000, help="of six digits, about")
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    given = parser.parse_args()
    target = write(given.family, given.year, given.out, given.rows, given.months)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
