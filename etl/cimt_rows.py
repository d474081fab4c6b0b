"""Streams the six-digit members of one year of CIMT zips into sums by product, partner and month.

It sums provinces and states, nothing else; memory grows with the sums, not with the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import pyarrow as pa

from etl import cimt_archive
from etl.cimt_archive import DOMESTIC_EXPORTS, IMPORTS, Family
from etl.cimt_block import NOWHERE, QUEBEC, Block, Lists, Numbers, Quantities, Reader
from etl.source import Raw, SourceError

# In the order of the published table's key. Exports that no province owns are re-exports.
SERIES = (
    ("CA", "domestic_export"),
    ("CA", "import"),
    ("CA", "re_export"),
    ("CA-QC", "domestic_export"),
    ("CA-QC", "import"),
)
_MONTHS = 12
_WAITING = 1 << 22  # rows that wait before they are summed: a hundred megabytes


@dataclass
class Sums:
    """Dollars and quantities by key: sums in the order of their keys, and rows not yet added."""

    keys: list[Numbers] = field(default_factory=list)
    values: list[Numbers] = field(default_factory=list)
    quantities: list[Quantities] = field(default_factory=list)
    waiting: int = 0

    def add(self, keys: Numbers, values: Numbers, quantities: Quantities) -> None:
        """Add rows; they are summed when many of them wait."""
        self.keys.append(keys)
        self.values.append(values)
        self.quantities.append(quantities)
        self.waiting += len(keys)
        if self.waiting > _WAITING:
            self.settle()

    def settle(self) -> None:
        """Sum what waits: each key is then there once, and in order."""
        keys = np.concatenate(self.keys)
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        self.keys = [keys[firsts]]
        self.values = [np.add.reduceat(np.concatenate(self.values)[order], firsts)]
        self.quantities = [np.add.reduceat(np.concatenate(self.quantities)[order], firsts)]
        self.waiting = 0


def read(raw: Raw, lists: Lists) -> pa.Table:
    """Return one year of Canada and Québec in the order of the published table's key.

    Columns: geo, flow, partner, hs6, hs4, hs2, month (1 to 12) and unit as dictionaries, value_cad
    in dollars, quantity. SourceError when a zip, a column, a value or a code is not as published,
    or when a month is missing.
    """
    sums, months = Sums(), {}
    for family in (IMPORTS, DOMESTIC_EXPORTS):
        seen = np.zeros(_MONTHS, bool)
        for block in _blocks(raw, family, lists):
            seen[block.codes["year_month"]] = True
            _add(sums, block, family, lists)
        months[family.name] = tuple(int(month) + 1 for month in np.flatnonzero(seen))
    _refuse_uneven_months(raw, lists.year, months)
    sums.settle()
    return _table(sums, lists)


def _blocks(raw: Raw, family: Family, lists: Lists) -> Iterator[Block]:
    archive, member = family.archives(raw)[lists.year], family.subheadings
    blocks = cimt_archive.stream(raw, archive, member)
    first = next(blocks, memoryview(b""))
    start = bytes(first).find(b"\n") + 1 or len(first)
    columns = cimt_archive.header(raw, archive, member, bytes(first[:start]))
    reader = Reader(raw, archive, member, columns, lists)
    read = 0
    for rest in chain((first[start:],), blocks):
        if len(rest):
            block = reader.read(rest, line=read + 2)
            read += len(block.value)
            yield block
    if not read:
        raise SourceError(
            f"{raw.source} : {archive.name}, {member.code} ne contient aucune ligne ; "
            f"relancez `python -m etl fetch {raw.source}`."
        )


def _sizes(lists: Lists) -> tuple[int, ...]:
    return (len(SERIES), len(lists.partners), len(lists.products), _MONTHS, len(lists.units))


def _add(sums: Sums, block: Block, family: Family, lists: Lists) -> None:
    """Add a block's rows to Canada's sums, and Québec's to its own."""
    place = block.codes["province"]
    is_export = family is DOMESTIC_EXPORTS
    flow = "domestic_export" if is_export else "import"
    is_stray = (place == NOWHERE) & is_export
    parts = [(~is_stray, ("CA", flow)), (place == QUEBEC, ("CA-QC", flow))]
    if is_stray.any():
        parts.append((is_stray, ("CA", "re_export")))
    for kept, series in parts:
        numbers = [block.codes[name][kept] for name in ("country", "hs6", "year_month", "unit")]
        numbers.insert(0, np.full_like(numbers[0], SERIES.index(series)))
        keys = np.ravel_multi_index(tuple(numbers), _sizes(lists))
        sums.add(keys, block.value[kept], block.quantity[kept])


def _table(sums: Sums, lists: Lists) -> pa.Table:
    series, partner, product, month, unit = np.unravel_index(sums.keys[0], _sizes(lists))

    def coded(numbers: Numbers, codes: list[str]) -> pa.DictionaryArray:
        return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int16)), pa.array(codes))

    is_measured = unit != lists.units.index("")
    return pa.table(
        {
            "geo": coded(series, [geo for geo, _ in SERIES]),
            "flow": coded(series, [flow for _, flow in SERIES]),
            "partner": coded(partner, list(lists.partners)),
            "hs6": coded(product, list(lists.products)),
            "hs4": coded(product, [code[:4] for code in lists.products]),
            "hs2": coded(product, [code[:2] for code in lists.products]),
            "month": pa.array((month + 1).astype(np.int8)),
            "unit": coded(unit, list(lists.units)),
            "value_cad": pa.array(sums.values[0]),
            "quantity": pa.array(
                sums.quantities[0], mask=~is_measured | np.isnan(sums.quantities[0])
            ),
        }
    )


def _refuse_uneven_months(raw: Raw, year: int, months: dict[str, tuple[int, ...]]) -> None:
    """Refuse a month that is missing: before the last one, before December but in the newest
    year, or of one flow only. Totals would mislead."""
    longest = max(months.values(), key=len)
    is_whole = len(longest) == _MONTHS or year == max(IMPORTS.archives(raw))
    expected = tuple(range(1, len(longest) + 1))
    if not is_whole or any(found != expected for found in months.values()):
        shown = ", ".join(f"{name} {' '.join(map(str, found))}" for name, found in months.items())
        raise SourceError(
            f"{raw.source} : des mois de {year} manquent ({shown}) ; "
            f"relancez `python -m etl fetch {raw.source}`."
        )
