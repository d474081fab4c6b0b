"""Tables that are sums of another: which they are, and what becomes of a figure that is missing."""

from __future__ import annotations

import duckdb
import pytest

from etl import contract, totals

CONTRACTS = contract.all_contracts()
SUMS = {name: table for name, table in CONTRACTS.items() if table.totals_of}


@pytest.mark.parametrize("name", SUMS)
def test_a_sum_has_the_parts_and_columns_of_what_it_adds_up(name):
    summed, detail = SUMS[name], CONTRACTS[SUMS[name].totals_of]
    assert summed.is_partitioned
    assert detail.is_partitioned
    assert set(summed.names) < set(detail.names)
    assert set(summed.key) == set(detail.key) & set(summed.names)


@pytest.fixture
def rows():
    """Two countries of one product: one quantity is not known, and tenths do not add up in binary."""
    table = CONTRACTS["trade_product_total_monthly"]
    with duckdb.connect() as con:
        con.execute(
            """
            create table detail as
            select
                'CA' as geo, partner, '08' as hs2, '0804' as hs4, hs6, 'import' as flow,
                date '2025-01-01' as ref_month, value_cad, quantity::double as quantity,
                'KGM' as unit, 'normal' as status, 'cimt_product' as source,
                date '2026-01-01' as vintage
            from (
                values
                ('MEX', '080410', 4, 0.1), ('PER', '080410', 5, 0.2), ('CHL', '080410', 6, 0.3),
                ('MEX', '080440', 7, 8.0), ('PER', '080440', 9, null)
            ) as written (partner, hs6, value_cad, quantity)
            """
        )
        relation = totals.relation(con, table, "detail")
        yield con.execute(
            f"select hs6, value_cad, quantity from {relation} order by hs6"
        ).fetchall()


def test_figures_add_up_exactly_and_part_of_a_sum_is_none(rows):
    assert rows == [("080410", 15, 0.6), ("080440", 16, None)]
