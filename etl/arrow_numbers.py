"""Goes between columns of Arrow and arrays of NumPy without a copy, and without pandas.

pyarrow's own `to_numpy` and `pa.array` have Python import pandas, which a build does not need: a
third of a second and forty megabytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa


def missing(column: pa.Array) -> npt.NDArray[np.bool_]:
    """Return where a column has no value."""
    known, _ = column.buffers()
    if known is None:
        return np.zeros(len(column), np.bool_)
    bits = np.unpackbits(np.frombuffer(known, np.uint8), bitorder="little")
    return ~bits[column.offset : column.offset + len(column)].astype(np.bool_)


def numbers(column: pa.Array, where_missing: float = 0) -> npt.NDArray[Any]:
    """Return a column of numbers, with `where_missing` where it has no value.

    The array is the column's own memory, and may not be written, when no value is missing.
    """
    if not column.null_count:
        return np.asarray(np.from_dlpack(column))
    _, values = column.buffers()
    whole = pa.Array.from_buffers(column.type, len(column), [None, values], offset=column.offset)
    return np.where(missing(column), where_missing, np.from_dlpack(whole))


def column(values: npt.NDArray[Any], is_missing: npt.NDArray[np.bool_] | None = None) -> pa.Array:
    """Return an array of numbers as a column, which has no value where it `is_missing`."""
    known = (
        None if is_missing is None else pa.py_buffer(np.packbits(~is_missing, bitorder="little"))
    )
    type_ = pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(type_, len(values), [known, pa.py_buffer(values)])


def days(places: npt.NDArray[Any], listed: Sequence[date]) -> pa.Array:
    """Return the column of the days whose places in `listed`, from 0, are given."""
    since = np.array([(day - date(1970, 1, 1)).days for day in listed], np.int32)
    return column(since[places]).view(pa.date32())


def coded(places: npt.NDArray[Any], codes: Sequence[object]) -> pa.DictionaryArray:
    """Return the column of the codes whose places in `codes`, from 0, are given.

    Its dictionary holds each code once, sorted: `ranks` says the order of the rows.
    """
    texts, at = np.unique([str(code).encode() for code in codes], return_inverse=True)
    if not np.array_equal(at, np.arange(len(codes))):
        places = at.astype(np.min_scalar_type(-max(len(texts), 1)))[places]
    ends = np.cumsum([0, *map(len, texts)], dtype=np.int32)
    dictionary = pa.StringArray.from_buffers(
        len(texts), pa.py_buffer(ends), pa.py_buffer(b"".join(texts))
    )
    return pa.DictionaryArray.from_arrays(column(places), dictionary)


def ranks(given: pa.Array) -> npt.NDArray[Any]:
    """Return numbers that are equal and in order as the values of a column are.

    The column is one of numbers, of days or of `coded`, and none of its values is missing.
    """
    if isinstance(given, pa.DictionaryArray):
        return numbers(given.indices)
    return numbers(given.view(pa.int32()) if given.type == pa.date32() else given)


def compacted(given: pa.DictionaryArray) -> pa.DictionaryArray:
    """Return the same column without the codes of its dictionary that no row has."""
    places = numbers(given.indices)
    occurs = np.zeros(len(given.dictionary), np.bool_)
    occurs[places] = True
    if occurs.all():
        return given
    place = (np.cumsum(occurs) - 1).astype(places.dtype)
    dictionary = given.dictionary.take(column(np.flatnonzero(occurs)))
    return pa.DictionaryArray.from_arrays(column(place[places]), dictionary)
