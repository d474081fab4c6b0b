"""Rows held to a contract where they are: every way in which they may not fit is told, none is let in."""

from __future__ import annotations

from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from etl import contract, held, parquet_files
from etl.arrow_numbers import coded, days
from etl.contract import Column, Contract, ContractError
from etl.source import Text

WORDS = Text("essai", "test")
TABLE = Contract(
    table="trial",
    title=WORDS,
    description=WORDS,
    columns=(
        Column("geo", "varchar", WORDS, WORDS, codes="place"),
        Column("hs", "varchar", WORDS, WORDS),
        Column("month", "date", WORDS, WORDS),
        Column("value", "bigint", WORDS, WORDS, nullable=True),
    ),
    key=("geo", "hs", "month"),
    checks=("value >= 0", "day(month) = 1"),
    apart=("geo",),
)
EACH = np.array([0, 0, 1, 1], np.int8)


def good(**others: pa.Array) -> pa.Table:
    """Four rows that fit, in the order of the key."""
    columns = {
        "geo": coded(EACH, ["CA", "CA-QC"]),
        "hs": coded(np.array([0, 1, 0, 0], np.int8), ["01", "0101"]),
        "month": days(np.array([0, 0, 0, 1]), [date(2025, 1, 1), date(2025, 2, 1)]),
        "value": pa.array([1, None, 3, 4], pa.int64()),
    }
    return pa.table({name: values for name, values in (columns | others).items() if len(values)})


def doubled(*dictionary: str) -> pa.DictionaryArray:
    """Codes by a dictionary that says one of them twice, or in another order."""
    return pa.DictionaryArray.from_arrays(pa.array([0, 1, 0, 0], pa.int8()), list(dictionary))


@pytest.fixture
def con():
    with duckdb.connect() as opened:
        contract.declare_codes(opened, "place", ["CA", "CA-QC"])
        contract.create(opened, TABLE)
        yield opened


def test_rows_that_fit_bear_the_name_of_the_table_in_their_session_only(con):
    given = good().select(["value", "month", "hs", "geo"])
    with con.cursor() as own:
        assert held.hold(own, TABLE, given, "essai").column_names == list(TABLE.names)
        assert own.execute("select count(*), sum(value) from trial").fetchall() == [(4, 8)]
        assert contract.codes_present(own, TABLE) == {"geo": ["CA", "CA-QC"]}
    assert con.execute("select count(*) from trial").fetchall() == [(0,)]


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"value": []}, "il manque value"),
        ({"more": pa.array([1, 2, 3, 4])}, "en trop : more"),
        (
            {"value": pa.array([1, 2, 3, 4], pa.int32())},
            "value est de type INTEGER au lieu de BIGINT",
        ),
        ({"month": pa.array(["2025-01-01"] * 4)}, "month est de type VARCHAR au lieu de DATE"),
        ({"hs": pa.array(["01", "0101", "01", "01"])}, "hs ne sont pas donnés par un dictionnaire"),
        ({"hs": doubled("01", "0101", "0101")}, "hs ne sont pas donnés par un dictionnaire trié"),
        ({"hs": doubled("0101", "01")}, "hs ne sont pas donnés par un dictionnaire trié"),
        ({"hs": pa.array(["01", None, "01", "02"]).dictionary_encode()}, "1 ligne(s) n'ont pas de"),
        ({"value": pa.array([1, -2, -3, 4], pa.int64())}, "2 ligne(s) ne remplissent pas"),
        (
            {"geo": coded(EACH, ["CA", "CA-XX"])},
            "1 code(s) que la liste place ne connaît pas (CA-XX)",
        ),
        ({"month": days(np.zeros(4, int), [date(2025, 1, 1)])}, "CA-QC/01/2025-01-01"),
        ({"geo": coded(1 - EACH, ["CA", "CA-QC"])}, "n'est pas dans son ordre"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rows_that_do_not_fit_are_refused_in_a_sentence(con, others, words):
    with pytest.raises(ContractError) as refused:
        held.hold(con, TABLE, good(**others), "essai")
    assert str(refused.value).startswith("essai")
    assert words in str(refused.value)


def test_a_file_of_held_rows_holds_what_a_file_of_loaded_ones_does(con, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet_files, "ROW_GROUP_SIZE", 1)
    con.register("given", good())
    contract.load(con, TABLE, "given", "essai")
    contract.settle(con, TABLE)
    loaded, kept = tmp_path / "loaded.parquet", tmp_path / "held.parquet"
    parquet_files.write(con, TABLE, loaded, [("title", "essai")])
    with con.cursor() as own:
        rows = held.hold(own, TABLE, good(), "essai")
    assert parquet_files.write_held(rows, TABLE, kept, [("title", "essai")]) == 4
    assert parquet.read_table(kept).equals(parquet.read_table(loaded))
    one, other = parquet.read_metadata(kept), parquet.read_metadata(loaded)
    assert one.schema.equals(other.schema)
    assert one.metadata == other.metadata
    assert one.num_row_groups == other.num_row_groups == 4


def test_row_groups_hold_full_runs_and_their_rests(con, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet_files, "ROW_GROUP_SIZE", 2)
    places = np.array([0] * 5 + [1] * 2, np.int8)
    rows = pa.table(
        {
            "geo": coded(places, ["CA", "CA-QC"]),
            "hs": coded(np.array([*range(5), 0, 3], np.int8), ["01", "02", "03", "04", "05"]),
            "month": days(np.zeros(7, int), [date(2025, 1, 1)]),
            "value": pa.array(range(7), pa.int64()),
        }
    )
    target = tmp_path / "held.parquet"
    parquet_files.write_held(held.hold(con, TABLE, rows, "essai"), TABLE, target, [])
    with parquet.ParquetFile(target) as file:
        groups = [file.read_row_group(at) for at in range(file.num_row_groups)]
    assert [group.num_rows for group in groups] == [2, 2, 1, 2]
    assert parquet.read_table(target)["value"].to_pylist() == list(range(7))
