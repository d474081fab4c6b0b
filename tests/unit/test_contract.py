"""The contract refuses what does not fit, and says why."""

from __future__ import annotations

import dataclasses

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from etl import contract, parquet_files
from etl.contract import Column, Contract, ContractError
from etl.source import Text

WORDS = Text("mot", "word")
BAND = Contract(
    table="band",
    title=WORDS,
    description=WORDS,
    columns=(
        Column("geo", "varchar", WORDS, WORDS, codes="geography"),
        Column("value_cad", "bigint", WORDS, WORDS, nullable=True),
        Column("status", "varchar", WORDS, WORDS),
    ),
    key=("geo",),
    checks=("(value_cad is null) = (status = 'suppressed')",),
)
GOOD = "select 'CA' as geo, 5::bigint as value_cad, 'normal' as status"


@pytest.fixture
def con():
    with duckdb.connect() as opened:
        contract.declare_codes(opened, "geography", ["CA", "CA-QC"])
        contract.create(opened, BAND)
        yield opened


def load(con, select: str) -> int:
    con.execute(f"create or replace temp view given as {select}")
    return contract.load(con, BAND, "given", "essai")


def test_rows_that_fit_are_loaded(con):
    assert load(con, GOOD) == 1


@pytest.mark.parametrize(
    ("select", "words"),
    [
        ("select 'CA' as geo, 5 as value_cad", "il manque status"),
        (f"{GOOD}, 1 as colour", "en trop : colour"),
        ("select 'FR' as geo, 5 as value_cad, 'normal' as status", "FR"),
        ("select 'CA' as geo, null as value_cad, 'normal' as status", "band refuse"),
        ("select 'CA' as geo, 0 as value_cad, 'suppressed' as status", "band refuse"),
        ("select null as geo, 5 as value_cad, 'normal' as status", "band refuse"),
        ("select 'CA' as geo, 'cinq' as value_cad, 'normal' as status", "band refuse"),
    ],
)
def test_rows_that_do_not_fit_are_refused_in_a_sentence(con, select, words):
    with pytest.raises(ContractError, match=words) as refusal:
        load(con, select)
    assert "\n" not in str(refusal.value)
    assert con.execute("select count(*) from band").fetchone() == (0,)


def test_a_check_that_rows_fail_is_told_with_one_of_them_and_no_row_stays(con):
    load(con, GOOD)
    quebec = "select 'CA-QC' as geo, 7::bigint as value_cad, 'normal' as status"
    with pytest.raises(
        ContractError,
        match=r"1 ligne\(s\).*« \(value_cad is null\) = .*geo CA, value_cad 0, status suppressed",
    ):
        load(con, f"{quebec} union all select 'CA', 0, 'suppressed'")
    assert con.execute("from band").fetchall() == [("CA", 5, "normal")]
    assert load(con, quebec) == 1


def test_every_unknown_code_is_listed(con):
    with pytest.raises(ContractError, match=r"2 code\(s\).*DE, FR"):
        load(
            con,
            "select unnest(['CA', 'FR', 'DE']) as geo, 5 as value_cad, 'normal' as status",
        )


def test_a_key_that_comes_back_is_refused_with_the_key(con):
    load(con, GOOD)
    load(con, GOOD)
    with pytest.raises(ContractError, match="CA"):
        contract.settle(con, BAND)


def test_equal_rows_give_equal_bytes_in_any_order(con, tmp_path):
    first, second = tmp_path / "a.parquet", tmp_path / "b.parquet"
    quebec = GOOD.replace("'CA'", "'CA-QC'")
    load(con, f"{GOOD} union all {quebec}")
    contract.settle(con, BAND)
    parquet_files.write(con, BAND, first, [("title", "l'essai")])
    con.execute("delete from band")
    load(con, f"{quebec} union all {GOOD}")
    contract.settle(con, BAND)
    parquet_files.write(con, BAND, second, [("title", "l'essai")])
    assert first.read_bytes() == second.read_bytes()


def test_the_bytes_do_not_tell_how_the_rows_came_in(con, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet_files, "ROW_GROUP_SIZE", 5_000)
    numbered = dataclasses.replace(
        BAND,
        table="numbered",
        columns=(*BAND.columns, Column("number", "bigint", WORDS, WORDS)),
        key=("number",),
    )
    rows = f"select * from ({GOOD}), range(%s, %s) as numbers(number)"
    written = set()
    for parts in (1, 7, 40):
        con.execute(f"set threads = {min(parts, 4)}")
        contract.create(con, numbered)
        for part in range(parts):
            at, end = (round(400_000 * edge / parts) for edge in (part, part + 1))
            con.execute(f"create or replace temp view given as {rows % (at, end)}")
            contract.load(con, numbered, "given", "essai")
        assert parquet_files.write(con, numbered, tmp_path / "n.parquet", []) == 400_000
        con.execute("drop table numbered")
        written.add((tmp_path / "n.parquet").read_bytes())
    assert len(written) == 1


def test_values_of_the_columns_apart_do_not_meet_in_a_row_group(con, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet_files, "ROW_GROUP_SIZE", 5_000)
    named = dataclasses.replace(
        BAND,
        table="named",
        columns=(
            Column("geo", "varchar", WORDS, WORDS),
            Column("flow", "varchar", WORDS, WORDS),
            Column("number", "bigint", WORDS, WORDS),
        ),
        key=("geo", "flow", "number"),
        checks=(),
        apart=("geo", "flow"),
    )
    contract.create(con, named)
    con.execute(
        "insert into named select geo, flow, number from "
        "(values ('CA', 'in', 12_000), ('CA', 'out', 4_000), ('QC', 'out', 5_000)) "
        "as series(geo, flow, rows), range(12_000) as numbers(number) where number < rows"
    )
    contract.settle(con, named)
    target = tmp_path / "named.parquet"
    assert parquet_files.write(con, named, target, []) == 21_000
    with parquet.ParquetFile(target) as file:
        groups = [file.read_row_group(at) for at in range(file.num_row_groups)]
    assert [group.num_rows for group in groups] == [5_000, 5_000, 2_000, 4_000, 5_000]
    for group in groups:
        assert len(group.select(["geo", "flow"]).group_by(["geo", "flow"]).aggregate([])) == 1
    assert parquet.read_table(target).equals(pa.concat_tables(groups))


def test_a_file_carries_its_stamp(con, tmp_path):
    target = tmp_path / "band.parquet"
    parquet_files.write(con, BAND, target, [("title", "l'essai")])
    metadata = con.execute("select key, value from parquet_kv_metadata(?)", [str(target)])
    assert metadata.fetchall() == [(b"title", b"l'essai")]


@pytest.mark.parametrize("table", contract.all_contracts().values(), ids=lambda table: table.table)
def test_every_schema_on_disk_is_a_contract(table):
    assert set(table.key) <= set(table.names)
    assert table.period in {"", *table.names}
    assert table.apart == table.key[: len(table.apart)], (
        f"{table.table}: apart does not lead the key"
    )
    for column in table.columns:
        for text in (column.title, column.meaning):
            assert text.fr.strip(), f"{table.table}.{column.name}: no French text"
            assert text.en.strip(), f"{table.table}.{column.name}: no English text"
