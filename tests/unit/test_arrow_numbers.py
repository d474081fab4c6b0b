"""Columns of Arrow become NumPy arrays with the same values, missing ones included."""

import io

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import csv

from etl import arrow_numbers


@pytest.fixture
def column():
    """A column as the readers of publishers' files give it: 1.5, missing, 2, missing, -3 …"""
    text = "a,b\n" + "".join(f"{value},x\n" for value in ("1.5", "", "2", "", "-3") * 5)
    types = {"a": pa.float64()}
    return csv.read_csv(
        io.BytesIO(text.encode()), convert_options=csv.ConvertOptions(column_types=types)
    )["a"].chunk(0)


@pytest.mark.parametrize("part", [slice(None), slice(3, 14), slice(9, 10), slice(0, 0)])
def test_missing_values_are_told_and_filled(column, part):
    given = column[part]
    expected = given.to_numpy(zero_copy_only=False)
    assert arrow_numbers.missing(given).tolist() == np.isnan(expected).tolist()
    filled = arrow_numbers.numbers(given, where_missing=np.nan)
    np.testing.assert_array_equal(filled, expected)
    np.testing.assert_array_equal(arrow_numbers.numbers(given), np.nan_to_num(expected))


def test_whole_columns_are_not_copied():
    whole = pa.array([1, 2, 3], pa.int32())
    assert not arrow_numbers.missing(whole).any()
    held = arrow_numbers.numbers(whole)
    assert held.dtype == np.int32
    assert held.__array_interface__["data"][0] == whole.buffers()[1].address
    assert arrow_numbers.numbers(whole.slice(1)).tolist() == [2, 3]
