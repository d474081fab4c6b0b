"""Turns the rows of a Statistics Canada trade table into numbers of codes and exact dollars."""

from __future__ import annotations

from typing import NoReturn

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from etl import arrow_numbers, codes
from etl.blocks import Block
from etl.source import SourceError
from etl.statcan_file import FullTable
from etl.statcan_labels import Coder, Numbers

_STATUSES = codes.read("status_code")
_HAS_VALUE = np.array([row["has_value"] == "true" for row in _STATUSES])
_NORMAL, _NOT_AVAILABLE = (
    [row["status"] for row in _STATUSES].index(status) for status in ("normal", "not_available")
)

_LARGEST, _NEAR = 2.0**53, 1e-6


def encode(file: FullTable, period: str, by_column: dict[str, Coder], rows: pa.Table) -> Block:
    """Return the rows of one table of `FullTable.read` as numbers of codes and dollars.

    `value_cad` is 0 where `is_missing`. An unknown label has the number -1, and its coder remembers
    it. SourceError when a value contradicts its symbol or is no whole number of dollars.
    """

    def numbers(column: str, field: str) -> Numbers:
        return by_column[column].encode(rows[field].chunk(0), file.published_name(field))

    rows = rows.combine_chunks()
    fields = {"geo": "dguid", "partner": "partner", "section": "section", "flow": "flow"}
    block: Block = {column: numbers(column, field) for column, field in fields.items()}
    block[period] = numbers(period, "period")
    value = rows["value"].chunk(0)
    missing = arrow_numbers.missing(value)
    scale = numbers("scale", "scale")
    dollars, exact = _dollars(value, missing, scale, by_column["scale"].codes)
    status = _status(numbers("status", "status"), numbers("status", "symbol"), missing)
    bad = ~exact | ((status >= 0) & (missing == _HAS_VALUE[status]))
    if bad.any():
        _refuse_row(file, rows.slice(int(bad.argmax()), 1))
    block["status"] = status
    for column in ("geo", "section", "flow", "status"):  # closed lists of a few codes
        block[column] = block[column].astype(np.int8)
    block |= {"value_cad": dollars, "is_missing": missing}
    if "" in by_column["partner"].codes:
        kept = block["partner"] != by_column["partner"].codes.index("")
        block = {name: held[kept] for name, held in block.items()}
    return block


def _dollars(
    value: pa.DoubleArray, missing: npt.NDArray[np.bool_], scale: Numbers, powers: list[int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Return whole dollars, and where they are exact.

    A double holds every whole number of dollars below 2^53 (nine million billion), and the nearest
    double to a published decimal, once scaled, is within a millionth of the dollars it stands for.
    """
    scales = np.power(10.0, np.asarray([*powers, 0]))  # an unknown scale (-1) is refused elsewhere
    scaled = arrow_numbers.numbers(value) * scales[scale]
    dollars = np.rint(scaled)
    off = np.abs(scaled - dollars)
    exact = (np.abs(dollars) < _LARGEST) & (off <= _NEAR * np.maximum(1, np.abs(dollars) / 1e9))
    return dollars.astype(np.int64), exact | missing


def _status(status: Numbers, symbol: Numbers, missing: npt.NDArray[np.bool_]) -> Numbers:
    """Return the status: of STATUS, or else of SYMBOL (p and r); a missing value that neither
    explains is not available."""
    unsaid = status == _NORMAL
    return np.where(unsaid, np.where(missing, _NOT_AVAILABLE, symbol), status).astype(np.int16)


def _refuse_row(file: FullTable, row: pa.Table) -> NoReturn:
    """Refuse a value that contradicts its symbol, or that is no whole number of dollars."""
    (content,) = row.to_pylist()
    told = ", ".join(f"{file.published_name(name)} {held}" for name, held in content.items())
    raise SourceError(
        f"{file.raw.source} : {file.archive.name} a une valeur que son symbole contredit ou qui "
        f"n'est pas en dollars entiers ({told}) ; vérifiez le fichier publié avant de recharger."
    )
