"""Turns what IRCC's files hold into rows of the permit tables; it reads no file itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from etl import codes, counts, ircc
from etl.ircc_header import Period
from etl.ircc_text import Record
from etl.ircc_workbook import Line, Sheet
from etl.source import Raw
from etl.statcan_labels import folded

STUDY_MONTHLY, STUDY_ANNUAL = "study_permit_monthly", "study_permit_annual"
WORK_MONTHLY, WORK_STOCK = "work_permit_monthly", "work_permit_stock_annual"
HOLDERS_MONTH, HOLDERS_YEAR, STOCK = "holders_month", "holders_year", "stock_dec31"

_LEVELS = {
    "secondary or less": "secondary_or_less",
    "post secondary": "post_secondary",
    "other studies": "other",
    "education level not stated": "not_stated",
    "study level not stated": "not_stated",
}
_GEO_LIKE = re.compile(r"\btotal\b|^province", re.IGNORECASE)

Key = dict[str, str]
Keyed = list[tuple[Line, Key]]
Tables = dict[str, list[counts.Row]]


@dataclass(frozen=True)
class Target:
    """Which table and measure the figures of one kind of period go to, and its fixed columns."""

    table: str
    measure: str
    fixed: Mapping[str, Any] = field(default_factory=dict)


def by_country(sheet: Sheet) -> Keyed:
    """Give each line its country, the total included; SourceError when there is no total."""
    names = (line.name for line in sheet.lines)
    known = ircc.decoded(sheet.raw, sheet.where, ircc.COUNTRY_LIST, names, ircc.country)
    if "WLD" not in known.values():
        _refuse_end(sheet, "n'est suivie d'aucun total")
    return [(line, citizenship("CA", known[line.name])) for line in sheet.lines]


def by_province(sheet: Sheet) -> list[tuple[Line, str, bool]]:
    """Give each line its geography and whether it is that geography's total.

    Details stand above the total that they belong to. SourceError when a province is unknown,
    the last lines have no total, or Canada is missing.
    """
    totals = [x.name for x in sheet.lines if x.depth == 0 and _GEO_LIKE.search(x.name)]
    geos = ircc.decoded(sheet.raw, sheet.where, ircc.PROVINCE_LIST, totals, ircc.province)
    placed: list[tuple[Line, str, bool]] = []
    waiting: list[Line] = []
    for line in sheet.lines:
        if line.depth == 0 and line.name in geos:
            placed += [(detail, geos[line.name], False) for detail in waiting]
            placed.append((line, geos[line.name], True))
            waiting = []
        else:
            waiting.append(line)
    if waiting or "CA" not in geos.values():
        _refuse_end(sheet, "n'est suivie d'aucun total")
    return placed


def by_level(sheet: Sheet) -> Keyed:
    """Give each line of a sheet of provinces its geography and its level of study."""
    placed = by_province(sheet)
    names = (line.name for line, _, is_total in placed if not is_total)
    listed = "etl/permits.py (niveaux d'études)"
    levels = ircc.decoded(
        sheet.raw, sheet.where, listed, names, lambda name: _LEVELS.get(folded(name))
    )
    return [
        (line, nobody(geo) | {"study_level": "all" if is_total else levels[line.name]})
        for line, geo, is_total in placed
    ]


def by_programme(sheet: Sheet, root: str) -> Keyed:
    """Give each line of a sheet of provinces its geography and its programme, under `root`."""
    placed = by_province(sheet)
    programmes: dict[tuple[int, str], str] = {}
    for depth in {line.depth for line, _, is_total in placed if not is_total}:
        names = (x.name for x, _, is_total in placed if x.depth == depth and not is_total)
        listed = "etl/codes/permit_programme.csv"
        decode = partial(_programme, root, depth)
        found = ircc.decoded(sheet.raw, sheet.where, listed, names, decode)
        programmes |= {(depth, name): code for name, code in found.items()}
    return [
        (line, nobody(geo) | {"programme": root if is_total else programmes[line.depth, line.name]})
        for line, geo, is_total in placed
    ]


def citizenship(geo: str, partner: str) -> Key:
    """Return the key of a figure by country of citizenship."""
    return {"geo": geo, "partner": partner, "origin_concept": "citizenship"}


def nobody(geo: str) -> Key:
    """Return the key of a figure that no origin breaks down."""
    return {"geo": geo, "partner": "WLD", "origin_concept": "none"}


def sheet_rows(sheet: Sheet, keyed: Keyed, targets: Mapping[str, Target]) -> Tables:
    """Return the rows of each table; periods of a unit without target (quarters) are left out.

    SourceError when a key comes back with other figures; the same figures again are left out.
    """
    tables: Tables = {target.table: [] for target in targets.values()}
    seen: dict[tuple[str, ...], Line] = {}
    for line, key in keyed:
        first = seen.setdefault(tuple(key.values()), line)
        if first is not line:
            if first.cells != line.cells:
                sheet.refuse(line.number, line.depth, f"contredit la ligne {first.number}")
            continue
        for period, count in sheet.counts(line):
            target = targets.get(period.unit)
            if target:
                stamp = {"source": sheet.raw.source, "vintage": sheet.published.isoformat()}
                tables[target.table].append(
                    {"measure": target.measure}
                    | key
                    | dict(target.fixed)
                    | _when(sheet, target, period)
                    | counts.cells(count)
                    | stamp
                )
    return tables


def record_rows(
    raw: Raw, records: Iterable[tuple[Record, Key]], fixed: Mapping[str, Any]
) -> Iterator[counts.Row]:
    """Give the rows of a monthly table for the records of a text file."""
    for record, key in records:
        yield (
            {"measure": HOLDERS_MONTH, "ref_month": record.ref_month}
            | key
            | dict(fixed)
            | counts.cells(record.count)
            | {"source": raw.source, "vintage": raw.vintage.isoformat()}
        )


def by_citizenship(raw: Raw, file: str, records: Iterable[Record]) -> list[tuple[Record, Key]]:
    """Give each record of a text file its country of citizenship; SourceError lists unknown ones."""
    listed = list(records)
    names = (record.labels["country"] for record in listed)
    known = ircc.decoded(raw, file, ircc.COUNTRY_LIST, names, ircc.country)
    return [(record, citizenship("CA", known[record.labels["country"]])) for record in listed]


def _programme(root: str, depth: int, name: str) -> str | None:
    return _programmes(root, depth).get(folded(name))


@cache
def _programmes(root: str, depth: int) -> dict[str, str]:
    """Return our code by folded name, of the programmes at one depth under a root."""
    return {
        folded(row["name_en"]): row["programme"]
        for row in codes.read("permit_programme")
        if row["programme"].startswith(f"{root}_") and row["depth"] == str(depth)
    }


def _when(sheet: Sheet, target: Target, period: Period) -> Key | dict[str, int]:
    """Return the period's columns; a year says how many months it covers."""
    if period.unit == "month":
        return {"ref_month": f"{period.year}-{period.number:02d}-01"}
    when = {"ref_year": period.year}
    if target.table == STUDY_ANNUAL:
        periods = sheet.header.periods.values()
        months = (p.number for p in periods if p.unit == "month" and p.year == period.year)
        when["months_covered"] = max(months, default=12)
    return when


def _refuse_end(sheet: Sheet, why: str) -> None:
    """Say that a sheet stops too early, at its last line."""
    last = sheet.lines[-1] if sheet.lines else None
    if last is None:
        sheet.refuse(sheet.header.last_row + 2, 0, "est vide : la feuille est tronquée")
    sheet.refuse(last.number, last.depth, f"{why} : la feuille est tronquée")
