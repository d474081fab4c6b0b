"""Reads Statistics Canada's small tables of persons into our codes; it sums nothing."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from etl import codes, counts, statcan
from etl.counts import Count
from etl.source import Download, Raw, SourceError, Text
from etl.statcan_labels import folded

_NEEDED = {"REF_DATE": "period", "GEO": "geo", "SCALAR_ID": "scale", "VALUE": "value",
           "STATUS": "status", "SYMBOL": "symbol"}  # fmt: skip
_UNUSED = {"DGUID", "UOM", "UOM_ID", "SCALAR_FACTOR", "VECTOR", "COORDINATE", "TERMINATED",
           "DECIMALS"}  # fmt: skip
_STATISTICS = "statistics"
_WORKERS = ("temporary foreign workers", "number of temporary foreign workers")
_SCALES = {"0": 1, "3": 1_000, "6": 1_000_000}
# Groups of provinces stand beside them in the tables of agriculture; no province is one of these.
_GROUP = re.compile(r"(?:atlantic|maritime|prairie|western|eastern)\b.*|territories|.*\bprovinces")
_YEAR = re.compile(r"[12][0-9]{3}")
_QUARTER = re.compile(r"([12][0-9]{3})-(01|04|07|10)")
_LISTED = 10

Line = dict[str, str]


@dataclass(frozen=True)
class CountTable:
    """What tells one table from another: its number, its dimension, and where its rows go.

    `dimension` is the publisher's name of the one dimension that is read, `column` ours; `decode`
    gives a label's code or None, and `mend` says where to add one. `fixed` are the other columns.
    """

    pid: str
    published: str
    period: str
    dimension: str
    column: str
    decode: Callable[[str], str | None]
    mend: str
    fixed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def downloads(self) -> tuple[Download, ...]:
        """The English full table."""
        return (statcan.full_table(self.pid),)

    @property
    def landing_page(self) -> Text:
        """The table's page in both languages."""
        page = "https://www150.statcan.gc.ca/t1/tbl1/{}/tv.action?pid={}01"
        return Text(page.format("fr", self.pid), page.format("en", self.pid))


@dataclass(frozen=True)
class FullTable:
    """The lines of a zip as published, by our column names, and the name of the zip."""

    raw: Raw
    archive: str
    lines: tuple[Line, ...]


def parse(table: CountTable, raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the relation of the published table.

    Of several statistics, the number of temporary foreign workers is read. Groups of provinces are
    left out. SourceError when the archive is damaged, a column or a label is unknown, or a value
    contradicts its symbol.
    """
    file = _open(table, raw)
    lines = [x for x in _chosen(table, file) if not _GROUP.fullmatch(folded(x["geo"]))]
    provinces = (row for row in codes.read("geography") if row["statcan_en"])
    geos = {folded(row["statcan_en"]): row["geo"] for row in provinces}
    geo = _decode(file, lines, "geo", lambda label: geos.get(folded(label)), "geography.csv")
    code = _decode(file, lines, "label", table.decode, table.mend)
    rows = [
        dict(table.fixed)
        | {"geo": geo[line["geo"]], table.column: code[line["label"]]}
        | {table.period: _period(table, file, line)}
        | counts.cells(_count(file, line))
        | {"source": raw.source, "vintage": raw.vintage.isoformat()}
        for line in lines
    ]
    return {table.published: counts.relation(con, raw.source, table.published, rows)}


@cache
def _statuses() -> dict[str, str]:
    return {row["symbol"]: row["status"] for row in codes.read("statcan_symbol")}


@cache
def _has_value() -> dict[str, bool]:
    return {row["status"]: row["has_value"] == "true" for row in codes.read("status_code")}


def _open(table: CountTable, raw: Raw) -> FullTable:
    """Read the zip's data member, whose header has the columns that are read, and no other."""
    archive, member = raw.file(f"{table.pid}-eng.zip"), f"{table.pid}.csv"
    try:
        with zipfile.ZipFile(archive) as opened:
            names = opened.namelist()
            text = opened.read(member).decode("utf-8-sig") if member in names else ""
    except (zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{raw.source} : {archive} n'est pas un zip entier ({error}) ; "
            f"relancez `python -m etl fetch {raw.source}`."
        ) from error
    if member not in names:
        raise SourceError(
            f"{raw.source} : {archive} ne contient pas {member} (mais {', '.join(names)}) ; "
            f"relancez `python -m etl fetch {raw.source}`."
        )
    reader = csv.reader(io.StringIO(text))
    columns = next(reader, [])
    position = _positions(table, raw, archive, columns)
    lines: list[Line] = []
    for row in reader:
        if len(row) != len(columns):
            raise SourceError(
                f"{raw.source} : {archive.name}, ligne {reader.line_num} : {len(row)} cellule(s) "
                f"au lieu de {len(columns)} ; vérifiez le fichier publié avant de recharger."
            )
        lines.append({name: row[at].strip() for name, at in position.items()})
    return FullTable(raw, archive.name, tuple(lines))


def _positions(table: CountTable, raw: Raw, archive: Path, columns: list[str]) -> dict[str, int]:
    known = {folded(name): ours for name, ours in _NEEDED.items()}
    known |= {folded(table.dimension): "label", _STATISTICS: "statistic"}
    position = {known[folded(name)]: at for at, name in enumerate(columns) if folded(name) in known}
    unused = {folded(name) for name in _UNUSED}
    missing = [name for name in (*_NEEDED, table.dimension) if known[folded(name)] not in position]
    extra = [name for name in columns if folded(name) not in known and folded(name) not in unused]
    if missing or extra:
        raise SourceError(
            f"{raw.source} : {archive.name} n'a pas les colonnes attendues (manque : "
            f"{', '.join(missing) or 'rien'} ; en trop : {', '.join(extra) or 'rien'}) ; "
            "vérifiez le format publié avant de recharger."
        )
    return position


def _chosen(table: CountTable, file: FullTable) -> list[Line]:
    """Keep the statistic that is a number of workers, when the table has several."""
    kept = [x for x in file.lines if folded(x.get("statistic", _WORKERS[0])) in _WORKERS]
    if not kept:
        seen = sorted({line.get("statistic", "") for line in file.lines})[:_LISTED]
        raise SourceError(
            f"{file.raw.source} : {file.archive} ne compte pas de travailleurs étrangers "
            f"temporaires (statistiques : {', '.join(seen) or 'aucune ligne'}) ; "
            f"vérifiez le tableau {table.pid}."
        )
    return kept


def _decode(
    file: FullTable,
    lines: list[Line],
    column: str,
    decode: Callable[[str], str | None],
    mend: str,
) -> dict[str, str]:
    """Return label → code for one column; SourceError lists the labels that have none."""
    found = {label: decode(label) for label in sorted({line[column] for line in lines})}
    unknown = [label for label, code in found.items() if code is None]
    if unknown:
        shown = ", ".join(f"« {label} »" for label in unknown[:_LISTED])
        raise SourceError(
            f"{file.raw.source} : {file.archive} porte {len(unknown)} libellé(s) inconnu(s) "
            f"({shown}) ; ajoutez-les à etl/codes/{mend} après vérification."
        )
    return {label: code for label, code in found.items() if code is not None}


def _period(table: CountTable, file: FullTable, line: Line) -> int | str:
    text = line["period"]
    if table.period == "ref_year" and _YEAR.fullmatch(text):
        return int(text)
    if table.period == "ref_quarter" and _QUARTER.fullmatch(text):
        return f"{text}-01"
    raise _contradiction(file, line, "n'est pas une période du tableau")


def _count(file: FullTable, line: Line) -> Count:
    """Return a line's count; its status stands in STATUS, or else in SYMBOL."""
    symbol = (line["status"] or (line["symbol"] if line["value"] else "..")).strip()
    status = _statuses().get(symbol)
    if status is None:
        raise _contradiction(file, line, f"porte un symbole inconnu « {symbol} »")
    try:
        scaled = Decimal(line["value"]) * _SCALES[line["scale"]] if line["value"] else None
    except (InvalidOperation, KeyError) as error:
        raise _contradiction(file, line, "n'a pas un nombre et une échelle lisibles") from error
    if _has_value()[status] != (scaled is not None) or (scaled is not None and scaled % 1):
        raise _contradiction(file, line, "a une valeur et un symbole qui se contredisent")
    return Count(None if scaled is None else int(scaled), status, None, None)


def _contradiction(file: FullTable, line: Line, why: str) -> SourceError:
    shown = ", ".join(line[name] for name in ("period", "geo", "label", "value", "status"))
    return SourceError(
        f"{file.raw.source} : {file.archive}, la ligne ({shown}) {why} ; "
        "vérifiez le fichier publié avant de recharger."
    )
