"""Columns of Arrow become NumPy arrays with the same values, missing ones included."""

import io
from datetime import date

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


@pytest.mark.parametrize("codes", [["b", "a", "b", "é"], ["a", "b", "c", "d"], ["x"] * 4])
def test_a_coded_column_has_its_codes_once_and_ranks_in_their_order(codes):
    places = np.array([3, 0, 0, 1, 2, 3], np.int16)
    given = arrow_numbers.coded(places, codes)
    texts = [codes[place] for place in places]
    assert given.to_pylist() == texts
    assert given.dictionary.to_pylist() == sorted(set(codes))
    ranked = arrow_numbers.ranks(given)
    assert [texts[at] for at in np.argsort(ranked, kind="stable")] == sorted(texts)


def test_days_and_numbers_rank_as_they_are():
    listed = [date(2024, 2, 1), date(1969, 12, 31)]
    given = arrow_numbers.days(np.array([1, 0, 1]), listed)
    assert given.to_pylist() == [listed[1], listed[0], listed[1]]
    assert arrow_numbers.ranks(given)[0] < arrow_numbers.ranks(given)[1]
    assert arrow_numbers.ranks(arrow_numbers.column(np.array([3, -1]))).tolist() == [3, -1]


@pytest.mark.parametrize("part", [slice(None), slice(2, 5), slice(3, 3)])
def test_a_compacted_column_is_the_same_with_the_codes_that_occur(part):
    given = arrow_numbers.coded(np.array([0, 4, 2, 2, 4, 1]), list("abcde"))[part]
    compact = arrow_numbers.compacted(given)
    assert compact.to_pylist() == given.to_pylist()
    assert compact.dictionary.to_pylist() == sorted(set(given.to_pylist()))
