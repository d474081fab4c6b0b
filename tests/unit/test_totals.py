"""Tables that are sums of another: which they are, and what becomes of a figure that is missing."""

from __future__ import annotations

from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from etl import contract, totals
from etl.arrow_numbers import coded, days

CONTRACTS = contract.all_contracts()
SUMS = {name: table for name, table in CONTRACTS.items() if table.totals_of}


@pytest.mark.parametrize("name", SUMS)
def test_a_sum_has_the_parts_and_columns_of_what_it_adds_up(name):
    summed, detail = SUMS[name], CONTRACTS[SUMS[name].totals_of]
    assert summed.is_partitioned
    assert detail.is_partitioned
    assert set(summed.names) < set(detail.names)
    assert set(summed.key) == set(detail.key) & set(summed.names)


KEYS = {
    "geo": "CA",
    "hs2": "08",
    "hs4": "0804",
    "flow": "import",
    "unit": "KGM",
    "status": "normal",
    "source": "cimt_product",
}
DAYS = {"ref_month": date(2025, 1, 1), "vintage": date(2026, 1, 1)}


@pytest.fixture
def rows():
    """Two countries of one product: one quantity is not known, and tenths do not add up in binary."""
    products, each = ["080410", "080440"], np.zeros(5, np.int8)
    detail = {
        "hs6": coded(np.array([0, 1, 0, 1, 0], np.int8), products),
        "partner": coded(np.array([0, 0, 1, 1, 2], np.int8), ["CHL", "MEX", "PER"]),
        "value_cad": pa.array([4, 7, 5, 9, 6], pa.int64()),
        "quantity": pa.array([0.1, 8.0, 0.2, None, 0.3], pa.float64()),
    }
    detail |= {name: coded(each, [code]) for name, code in KEYS.items()}
    detail |= {name: days(each, [day]) for name, day in DAYS.items()}
    with duckdb.connect() as con:
        yield totals.summed(con, CONTRACTS["trade_product_total_monthly"], pa.table(detail))


def test_figures_add_up_exactly_and_part_of_a_sum_is_none(rows):
    shown = rows.select(["hs6", "value_cad", "quantity"]).to_pydict()
    assert shown == {
        "hs6": ["080410", "080440"],
        "value_cad": [15, 16],
        "quantity": [0.6, None],
    }
    for name, code in (KEYS | DAYS).items():
        assert rows[name].to_pylist() == [code, code]
