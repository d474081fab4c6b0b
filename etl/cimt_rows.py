"""Streams the six-digit members of one year of CIMT zips into sums by product, partner and month.

It sums provinces and states, nothing else; memory grows with the sums, not with the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

import numpy as np

from etl import blocks, cimt_archive
from etl.blocks import Block
from etl.cimt_archive import DOMESTIC_EXPORTS, IMPORTS, Family
from etl.cimt_block import MONTHS, NOWHERE, QUEBEC, Lists, Reader, RefusedRowError, Rows
from etl.source import Raw, SourceError

# In the order of the published table's key. Exports that no province owns are re-exports.
SERIES = (
    ("CA", "domestic_export"),
    ("CA", "import"),
    ("CA", "re_export"),
    ("CA-QC", "domestic_export"),
    ("CA-QC", "import"),
)
_KEY = ("partner", "product", "month", "unit")
_WAITING = 1 << 22  # rows of one series that wait before they are summed: a hundred megabytes


class Sums:
    """Dollars and quantities of one series by key: sums, and rows not yet added."""

    def __init__(self) -> None:
        self._columns = blocks.Columns()
        self._waiting = 0

    def add(self, rows: Block) -> None:
        """Add rows; they are summed when many of them wait."""
        self._columns.add(rows)
        self._waiting += len(rows["value_cad"])
        if self._waiting > _WAITING:
            self._columns.add(self.take())

    def take(self) -> Block:
        """Return the sums in the order of their keys, and hold nothing."""
        rows = self._columns.take()
        self._waiting = 0
        # Whole numbers of 16 bits or less sort by radix. The last one counts first.
        order = np.lexsort([rows[name] for name in reversed(_KEY)])
        sums: Block = {name: rows.pop(name).take(order) for name in _KEY}
        is_first = np.zeros(len(order), np.bool_)
        is_first[:1] = True
        for column in sums.values():
            is_first[1:] |= column[1:] != column[:-1]
        firsts = np.flatnonzero(is_first)
        for name in _KEY:
            sums[name] = sums[name].take(firsts)
        for name in list(rows):
            sums[name] = np.add.reduceat(rows.pop(name).take(order), firsts)
        return sums


def read(raw: Raw, lists: Lists) -> Block:
    """Return one year of Canada and Québec in the order of the published table's key.

    Columns: the places in their lists of series, partner, product and unit; month (1 to 12);
    value_cad in dollars; quantity, NaN where it is blank. SourceError when a zip, a column, a value
    or a code is not as published, or when a month is missing.
    """
    series: dict[int, Sums] = defaultdict(Sums)
    months = {}
    for family in (IMPORTS, DOMESTIC_EXPORTS):
        seen = np.zeros(MONTHS + 1, np.bool_)
        for rows in _rows(raw, family, lists):
            seen[rows.month] = True
            for number, part in _by_series(rows, is_export=family is DOMESTIC_EXPORTS):
                series[number].add(part)
        months[family.name] = tuple(int(month) for month in np.flatnonzero(seen))
    _refuse_uneven_months(raw, lists.year, months)
    year = blocks.Columns()
    for number in sorted(series):
        sums = series.pop(number).take()
        year.add({"series": np.full(len(sums["month"]), number, np.int8)} | sums)
    return year.take()


def _rows(raw: Raw, family: Family, lists: Lists) -> Iterator[Rows]:
    archive, member = family.archives(raw)[lists.year], family.subheadings
    read = cimt_archive.stream(raw, archive, member)
    first = next(read, memoryview(b""))
    start = bytes(first).find(b"\n") + 1 or len(first)
    columns = cimt_archive.header(raw, archive, member, bytes(first[:start]))
    given = (block for block in chain((first[start:],), read) if len(block))
    count = 0
    try:
        for rows in blocks.in_order(Reader(columns, lists).read, given):
            count += len(rows.value)
            yield rows
    except RefusedRowError as refused:
        raise SourceError(
            f"{raw.source} : {archive.name}, {member.code}, ligne {count + refused.at + 2} : "
            f"{refused.told} ; {refused.mend}."
        ) from refused
    if not count:
        raise SourceError(
            f"{raw.source} : {archive.name}, {member.code} ne contient aucune ligne ; "
            f"relancez `python -m etl fetch {raw.source}`."
        )


def _by_series(rows: Rows, *, is_export: bool) -> Iterator[tuple[int, Block]]:
    """Give Canada's rows and Québec's, with the place of their series."""
    place = rows.codes["province"]
    flow = "domestic_export" if is_export else "import"
    is_stray = (place == NOWHERE) & is_export
    for kept, series in (
        (~is_stray, ("CA", flow)),
        (is_stray, ("CA", "re_export")),
        (place == QUEBEC, ("CA-QC", flow)),
    ):
        if not kept.any():
            continue
        at = slice(None) if kept.all() else kept
        yield (
            SERIES.index(series),
            {
                "partner": rows.codes["country"][at],
                "product": rows.codes["hs6"][at],
                "month": rows.month[at],
                "unit": rows.codes["unit"][at],
                "value_cad": rows.value[at],
                "quantity": rows.quantity[at],
            },
        )


def _refuse_uneven_months(raw: Raw, year: int, months: dict[str, tuple[int, ...]]) -> None:
    """Refuse a month that is missing: before the last one, before December but in the newest
    year, or of one flow only. Totals would mislead."""
    longest = max(months.values(), key=len)
    is_whole = len(longest) == MONTHS or year == max(IMPORTS.archives(raw))
    expected = tuple(range(1, len(longest) + 1))
    if not is_whole or any(found != expected for found in months.values()):
        shown = ", ".join(f"{name} {' '.join(map(str, found))}" for name, found in months.items())
        raise SourceError(
            f"{raw.source} : des mois de {year} manquent ({shown}) ; "
            f"relancez `python -m etl fetch {raw.source}`."
        )
