"""A table built year by year: one table to readers, whole or not at all, unchanged years kept."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks import generate_cimt
from dashboard import builds, warehouse
from etl import check, checks, contract, held, partition, publication, receipts
from etl.build import build
from etl.checks import unique_key
from etl.paths import DataFolder
from etl.publication import Build, file_sha256
from tests import vintages

TODAY = date(2026, 9, 4)
TABLE = "trade_product_monthly"
TOTALS = "trade_product_total_monthly"
ROWS = 400


@pytest.fixture(scope="module")
def zips(tmp_path_factory) -> Path:
    """Two years of both flows, and another edition of the second: in `again`."""
    folder = tmp_path_factory.mktemp("zips")
    for family in generate_cimt.MEMBERS:
        generate_cimt.write(family, 2024, folder, ROWS)
        generate_cimt.write(family, 2025, folder, ROWS, months=6)
        generate_cimt.write(family, 2025, folder / "again", ROWS, months=7)
    return folder


def place(data: DataFolder, released: str, *paths: Path) -> Path:
    """Put zips into a data folder as fetch would; each file keeps the day it was first served."""
    folder = data.raw / "cimt_product" / released
    folder.mkdir(parents=True)
    entries = []
    for path in paths:
        os.link(path, folder / path.name)
        day = "2026-09-03" if path.parent.name == "again" else "2026-08-05"
        entries.append(
            receipts.FileReceipt(
                path.name, "", "", f"{day}T12:30:00+00:00",
                file_sha256(path), path.stat().st_size, None, None, None,
            )
        )  # fmt: skip
    receipts.write(
        folder, receipts.Receipt("cimt_product", date.fromisoformat(released), tuple(entries))
    )
    return folder


@pytest.fixture(scope="module")
def first(tmp_path_factory, zips) -> DataFolder:
    """The two years, built."""
    folder = DataFolder(tmp_path_factory.mktemp("first"))
    folder.snapshot.mkdir(parents=True)
    place(folder, "2026-08-05", *sorted(zips.glob("*.zip")))
    build(folder)
    return folder


@pytest.fixture
def data(tmp_path, first) -> DataFolder:
    """The two years, built, in a folder of the test's own."""
    return vintages.copied(first, tmp_path / "data")


def made_in(data: DataFolder) -> Build:
    """The build in place."""
    made = publication.current(data.parquet)
    assert made
    return made


def newer(data: DataFolder, zips: Path) -> None:
    """Add the vintage in which only the second year changed."""
    place(data, "2026-09-03", *sorted(zips.glob("*_2024.zip")), *sorted(zips.glob("again/*.zip")))


def opened(made: Build) -> warehouse.Warehouse:
    return warehouse.Warehouse(builds.Build(made.build_id, made.folder, made.manifest))


def ask(made: Build, sql: str) -> list[tuple]:
    with duckdb.connect() as con:
        facts = made.manifest["tables"]
        for table in (TABLE, TOTALS, "table_catalogue", "source", "product"):
            files = publication.files(made.folder, table, facts[table])
            publication.open_table(con, table, files)
        return con.execute(sql).fetchall()


def test_years_are_files_and_the_table_is_one(data):
    made = made_in(data)
    parts = sorted(path.name for path in (data.parquet / TABLE).iterdir())
    assert parts == ["2024.parquet", "2025.parquet"]
    assert not (data.parquet / f"{TABLE}.parquet").exists()
    facts = made.manifest["tables"][TABLE]
    assert facts["rows"] == sum(part["rows"] for part in facts["parts"].values())
    assert set(facts["codes"]["geo"]) == {"CA", "CA-QC"}
    described = ask(
        made,
        f"select rows, first_period, last_period from table_catalogue where table_name = '{TABLE}'",
    )
    assert described == [(facts["rows"], "2024-01-01", "2025-06-01")]
    assert ask(made, f"select count(*) from {TABLE}") == [(facts["rows"],)]
    assert ask(made, f"select count(*) from {TABLE} anti join product on hs6 = hs") == [(0,)]


def test_the_dashboard_reads_the_years_as_one_table(data):
    made = made_in(data)
    house = opened(made)
    assert house.build.rows(TABLE) == made.manifest["tables"][TABLE]["rows"]
    months = house._con.cursor().execute(f"select distinct ref_month from {TABLE}").fetchall()
    assert len(months) == 18


def test_the_checks_read_every_year(data):
    made = made_in(data)
    failed = [found for found in check.check(made, TODAY) if not found.passed]
    assert [found for found in failed if found.finding.table == TABLE] == []
    (made.folder / TABLE / "2025.parquet").write_bytes(b"PAR1 no more")
    failed = [found for found in check.check(made, TODAY) if not found.passed]
    assert [(found.check.name, found.finding.table) for found in failed] == [("intact", TABLE)]
    assert "2025.parquet" in failed[0].finding.examples[0]


def test_a_key_that_comes_back_is_found_in_its_year_or_another_and_a_new_year_is_no_offence(
    data, tmp_path
):
    contracts = {TABLE: contract.all_contracts()[TABLE]}
    first, second = sorted((made_in(data).folder / TABLE).glob("*.parquet"))
    rows = pq.read_table(second)
    twice = tmp_path / second.name
    pq.write_table(pa.concat_tables([rows.slice(0, 6), rows.slice(5)]), twice)
    stray = tmp_path / "stray.parquet"
    astray = pa.concat_tables([rows.slice(0, 6), pq.read_table(first).slice(5, 1), rows.slice(6)])
    pq.write_table(astray, stray)
    for years, offending in (((first, second), 0), ((first, twice), 1), ((first, stray), 1)):
        with duckdb.connect() as con:
            publication.open_table(con, TABLE, years)
            (found,) = unique_key.find(checks.Ground(con, contracts, {}, TODAY))
        assert found.offending == offending


def test_an_unchanged_year_is_the_same_file(data, zips):
    before = made_in(data)
    newer(data, zips)
    said = []
    second = build(data, said.append)
    assert [line for line in said if f"→ {TABLE}" in line] == [
        f"cimt_product (2026-09-03) → {TABLE}, 2025"
    ]
    kept, changed = (
        [(made.folder / TABLE / f"{year}.parquet").stat().st_ino for made in (before, second)]
        for year in (2024, 2025)
    )
    assert kept[0] == kept[1]
    assert changed[0] != changed[1]
    assert ask(second, f"select distinct year(ref_month), vintage from {TABLE} order by 1") == [
        (2024, date(2026, 8, 5)), (2025, date(2026, 9, 3)),
    ]  # fmt: skip


def test_a_kept_year_and_a_rebuilt_one_are_equal_to_the_byte(data, zips, tmp_path):
    newer(data, zips)
    kept = build(data)
    told = (kept.folder / publication.MANIFEST).stat().st_mtime_ns
    assert build(data).build_id == kept.build_id
    assert (kept.folder / publication.MANIFEST).stat().st_mtime_ns == told, "nothing new is told"
    other = DataFolder(tmp_path / "other")
    shutil.copytree(data.raw, other.raw)
    rebuilt = build(other)
    assert kept.build_id == rebuilt.build_id
    assert kept.manifest["tables"][TABLE] == rebuilt.manifest["tables"][TABLE]


def test_a_damaged_year_or_another_code_is_built_again(data, monkeypatch):
    made = made_in(data)
    (made.folder / TABLE / "2024.parquet").write_bytes(b"PAR1 no more")
    assert build(data).build_id == made.build_id
    results = check.check(publication.current(data.parquet), TODAY)
    failed = [found for found in results if not found.passed]
    assert [found for found in failed if found.finding.table == TABLE] == []
    said = []
    monkeypatch.setattr(partition, "_code", lambda: "another")
    build(data, said.append)
    assert len([line for line in said if f"→ {TABLE}" in line]) == 2
    said.clear()
    build(data, said.append)
    assert [line for line in said if f"→ {TABLE}" in line] == []


def test_all_countries_together_are_the_sum_of_each(data):
    made = made_in(data)
    facts = made.manifest["tables"]
    assert list(facts[TOTALS]["parts"]) == list(facts[TABLE]["parts"]) == ["2024", "2025"]
    assert 0 < facts[TOTALS]["rows"] < facts[TABLE]["rows"]
    each = defaultdict(lambda: [0, 0.0, 0])
    for *key, value, quantity in ask(
        made, f"select geo, flow, hs6, ref_month, unit, vintage, value_cad, quantity from {TABLE}"
    ):
        sums = each[tuple(key)]
        sums[0] += value
        sums[1] += quantity or 0
        sums[2] += quantity is None
    given = ask(
        made, f"select geo, flow, hs6, ref_month, unit, vintage, value_cad, quantity from {TOTALS}"
    )
    assert {tuple(row[:6]): row[6:] for row in given} == {
        key: (value, None if unknown else quantity)
        for key, (value, quantity, unknown) in each.items()
    }


def test_damaged_sums_are_made_again_from_the_year_in_place(data):
    made = made_in(data)
    (made.folder / TOTALS / "2024.parquet").write_bytes(b"PAR1 no more")
    said = []
    assert build(data, said.append).build_id == made.build_id
    assert [line for line in said if "cimt_product" in line and "→ trade_" in line] == [
        f"cimt_product (2026-08-05) → {TOTALS}, 2024"
    ]


def test_a_bad_year_leaves_the_previous_build(data, zips):
    made = made_in(data)
    bad = zips / "cut"
    bad.mkdir(exist_ok=True)
    whole = (zips / "again/CIMT-CICM_Imp_2025.zip").read_bytes()
    (bad / "CIMT-CICM_Imp_2025.zip").write_bytes(whole[: len(whole) // 2])
    kept = [*sorted(zips.glob("*_2024.zip")), zips / "again/CIMT-CICM_Dom_Exp_2025.zip"]
    place(data, "2026-09-03", bad / "CIMT-CICM_Imp_2025.zip", *kept)
    served = build(data)
    (refusal,) = served.manifest["refused"]
    assert (refusal["source"], refusal["edition"]) == ("cimt_product", "2026-09-03")
    assert "n'est pas un zip entier" in refusal["reason"]
    assert served.manifest["tables"][TABLE] == made.manifest["tables"][TABLE]


def test_a_year_refused_while_the_next_one_is_read_is_the_one_named(data, monkeypatch):
    refused = []

    def refuse_the_first(con, table, rows, origin):
        if table.table == TABLE:
            refused.append(rows["ref_month"][0].as_py().year)
            raise contract.ContractError(f"{refused[-1]} ne convient pas")

    made = made_in(data)
    monkeypatch.setattr(partition, "_code", lambda: "other")
    monkeypatch.setattr(held, "hold", refuse_the_first)
    served = build(data)
    assert refused == [2024]
    (refusal,) = served.manifest["refused"]
    assert refusal["reason"] == "2024 ne convient pas"
    assert served.manifest["tables"][TABLE] == made.manifest["tables"][TABLE]


def test_a_source_without_a_sound_edition_keeps_its_years(data, zips):
    made = made_in(data)
    for damaged in data.raw.glob("cimt_product/*/*_2025.zip"):
        damaged.write_bytes(b"PK no more")
    served = build(data)
    assert {refusal["source"] for refusal in served.manifest["refused"]} == {"cimt_product"}
    assert served.manifest["tables"][TABLE] == made.manifest["tables"][TABLE]
    assert opened(served).build.rows(TABLE) == made.manifest["tables"][TABLE]["rows"]
    assert len(list((data.parquet / TABLE).iterdir())) == 2


def test_without_its_raw_files_the_table_is_one_empty_file_again(data):
    shutil.rmtree(data.raw / "cimt_product")
    made = build(data)
    assert made.manifest["tables"][TABLE]["rows"] == 0
    assert (data.parquet / f"{TABLE}.parquet").resolve().is_file()
    assert not (data.parquet / TABLE).exists()
    assert opened(made).build.rows(TABLE) == 0
