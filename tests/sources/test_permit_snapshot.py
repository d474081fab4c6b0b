"""The figures on people: those published, in the shipped rows and out of the real files."""

import csv
import shutil
from collections import defaultdict
from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from etl import build, capture_permits, codes, contract, receipts, snapshot
from etl.paths import DataFolder
from etl.source import discover

ROOT = Path(__file__).parent.parent.parent
SNAPSHOT = ROOT / "data" / "raw" / "snapshot"
CAPTURED = ROOT.parent / "shared" / "raw"
TABLES = (
    "lmia_position_annual",
    "study_permit_annual",
    "study_permit_monthly",
    "work_permit_monthly",
    "work_permit_stock_annual",
)
TO_LEAVE = "tests run on the shipped rows alone"
needs_captures = pytest.mark.skipif(
    not CAPTURED.is_dir(), reason=f"the captured files are not in {CAPTURED}; {TO_LEAVE}"
)
VINTAGE = date(2026, 10, 5)


@pytest.fixture(scope="module")
def shipped():
    with duckdb.connect() as con:
        for table in TABLES:
            con.execute(f"create table {table} as from read_csv('{SNAPSHOT / table}.csv')")
        yield con


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A build from the real files, put as vintages with their receipts: no row of the snapshot."""
    data = DataFolder(tmp_path_factory.mktemp("real"))
    for code, entry in discover().items():
        publisher = code.partition("_")[0]
        named = (download.file for download in entry.source.downloads)
        files = [CAPTURED / publisher / name for name in named if name]
        files = files or sorted((CAPTURED / publisher).glob("*.csv"))
        if publisher not in {"ircc", "esdc"} or not all(path.is_file() for path in files):
            continue
        folder = data.raw / code / VINTAGE.isoformat()
        folder.mkdir(parents=True)
        for path in files:
            shutil.copyfile(path, folder / path.name)
        held = tuple(
            receipts.FileReceipt(path.name, "", "", "2026-10-05T00:00:00+00:00",
                                 sha256(path.read_bytes()).hexdigest(), path.stat().st_size,
                                 None, None, None)
            for path in files
        )  # fmt: skip
        receipts.write(folder, receipts.Receipt(code, VINTAGE, held))
    folder = build.build(data).folder
    with duckdb.connect() as con:
        for table in TABLES:
            con.execute(f"create table {table} as from read_parquet('{folder / table}.parquet')")
        yield con


@pytest.fixture(params=["shipped", pytest.param("built", marks=needs_captures)])
def con(request):
    return request.getfixturevalue(request.param)


def one(con, table, **wanted):
    """Give the value of the only row that has these values, or None when there is none."""
    where = " and ".join(f"{name} = ?" for name in wanted)
    rows = con.execute(f"select value from {table} where {where}", list(wanted.values())).fetchall()
    assert len(rows) <= 1
    return rows[0][0] if rows else None


@pytest.mark.parametrize(
    ("partner", "years"),
    [
        ("MEX", {2019: 6_255, 2023: 11_360, 2024: 8_340}),
        ("BRA", {2018: 10_240, 2019: 10_225, 2023: 10_365, 2024: 7_005}),
        ("COL", {2019: 4_440, 2023: 10_445, 2024: 6_760}),
        ("HTI", {2019: 520, 2023: 2_345, 2024: 1_920}),
    ],
)
def test_different_persons_of_the_year_in_canada(con, partner, years):
    key = {"measure": "holders_year", "geo": "CA", "origin_concept": "citizenship"}
    found = {
        year: one(con, "study_permit_annual", **key, partner=partner, ref_year=year)
        for year in years
    }
    assert found == years


@needs_captures
def test_months_never_add_up_to_a_year(built):
    months = built.execute(
        "select sum(value) from study_permit_monthly where geo = 'CA' and partner = 'BRA' "
        "and year(ref_month) = 2018 and source = 'ircc_study_monthly'"
    ).fetchone()
    assert months == (10_980,)


def test_quebec_persons_of_the_year_and_stock(con):
    key = {"geo": "CA-QC", "study_level": "all"}
    for measure, years in (
        ("holders_year", {2019: 57_095, 2023: 78_345, 2024: 72_500}),
        ("stock_dec31", {2009: 31_315, 2018: 70_290, 2023: 117_745}),
    ):
        for year, value in years.items():
            found = one(con, "study_permit_annual", **key, measure=measure, ref_year=year)
            assert found == value, (measure, year)


def test_levels_of_study_add_up_to_more_than_quebec(con):
    gaps = con.execute(
        "select ref_year, sum(value) filter (where study_level <> 'all') "
        "- sum(value) filter (where study_level = 'all') as gap from study_permit_annual "
        "where measure = 'holders_year' and geo = 'CA-QC' and months_covered = 12 group by all"
    ).fetchall()
    assert len(gaps) == 10
    assert all(gap >= 0 for _, gap in gaps)


def test_the_stock_of_the_region_grew_by_161_percent_canada_wide(con):
    ala = [row["partner"] for row in codes.read("partner") if row["is_ala"] == "true"]
    stock = {
        year: con.execute(
            "select sum(value), sum(value_low), sum(value_high) from study_permit_annual "
            "where measure = 'stock_dec31' and geo = 'CA' and origin_concept = 'citizenship' "
            "and ref_year = $year and partner in (select unnest($ala::varchar[]))",
            {"year": year, "ala": ala},
        ).fetchone()
        for year in (2009, 2018)
    }
    assert stock[2009][0] == 15_075
    assert stock[2018][0] == 39_400
    assert all(low <= value <= high for value, low, high in stock.values())


def test_the_year_under_way_says_how_far_it_goes(con):
    covered = con.execute(
        "select distinct ref_year, months_covered from study_permit_annual "
        "where source = 'ircc_study_citizenship' and ref_year >= 2024 order by all"
    ).fetchall()
    assert covered == [(2024, 12), (2025, 7)]


@pytest.mark.parametrize(
    ("partner", "years"),
    [
        ("GTM", {2021: 14_923, 2023: 16_997}),
        ("MEX", {2021: 11_254, 2023: 14_725}),
        ("HND", {2021: 341, 2023: None}),
        ("COL", {2021: 303, 2023: 1_064}),
    ],
)
def test_positions_in_quebec_by_country_of_residence(con, partner, years):
    key = {"geo": "CA-QC", "table_number": 10, "partner": partner}
    found = {year: one(con, "lmia_position_annual", **key, ref_year=year) for year in years}
    assert found == years


def test_positions_of_quebecs_primary_agriculture(con):
    key = {"geo": "CA-QC", "stream": "primary_agriculture"}
    years = range(2016, 2024)
    assert [one(con, "lmia_position_annual", **key, ref_year=year) for year in years] == [
        16_480, 13_452, 15_426, 22_732, 20_138, 24_275, 28_578, 25_668,
    ]  # fmt: skip


def test_quebecs_regions_and_streams_have_the_same_total(con):
    totals = con.execute(
        "select table_number, sum(value) filter (where region <> 'all' or stream <> 'all') "
        "= sum(value) filter (where region = 'all' and stream = 'all') as is_whole, "
        "sum(value) filter (where region = 'all' and stream = 'all') as total "
        "from lmia_position_annual where geo = 'CA-QC' and table_number in (3, 13) "
        "and ref_year = 2023 group by all order by all"
    ).fetchall()
    assert totals == [(3, True, 62_206), (13, True, 62_206)]


def test_work_permits_on_31_december_in_quebec(con):
    key = {"geo": "CA-QC"}
    assert one(con, "work_permit_stock_annual", **key, programme="tfwp", ref_year=2024) == 72_280
    assert one(con, "work_permit_stock_annual", **key, programme="imp", ref_year=2024) == 127_540
    sawp = one(con, "work_permit_stock_annual", **key, programme="tfwp_sawp", ref_year=2021)
    assert sawp == 250


def test_zero_and_hidden_stay_apart(con):
    states = con.execute(
        "select distinct status, value is null, value_low, value_high from study_permit_monthly "
        "where value is null or value = 0 order by all"
    ).fetchall()
    assert states == [("normal", False, 0, 0), ("suppressed", True, 0, 5)]


def test_the_shipped_rows_are_in_the_contracts_form_and_order():
    contracts = contract.all_contracts()
    for table in TABLES:
        with (SNAPSHOT / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle, strict=True))
        assert tuple(rows[0]) == contracts[table].names
        keys = [tuple(row[column] for column in contracts[table].key) for row in rows]
        assert len(keys) == len(set(keys))


def test_provenance_covers_every_shipped_row():
    described = {(entry["table"], entry["source"]): entry for entry in snapshot.entries(SNAPSHOT)}
    found = defaultdict(list)
    for table in TABLES:
        with (SNAPSHOT / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle, strict=True):
                found[table, row["source"]].append(row["vintage"])
    assert {key for key in described if key[0] in TABLES} == set(found)
    for (table, source), vintages in found.items():
        entry = described[table, source]
        assert entry["rows"] == len(vintages)
        assert set(vintages) == {entry["vintage"].isoformat()}
        assert entry["sha256"] == snapshot.part_sha256(SNAPSHOT / f"{table}.csv", source)
        assert entry["captured_on"] == VINTAGE
        assert entry["licence"] == "OGL_CANADA"


def test_the_shipped_rows_stay_small():
    assert sum((SNAPSHOT / f"{table}.csv").stat().st_size for table in TABLES) < 560_000


@needs_captures
def test_writing_again_gives_the_same_bytes(tmp_path):
    capture_permits.write(CAPTURED, tmp_path)
    for table in TABLES:
        written = (tmp_path / f"{table}.csv").read_bytes()
        assert written == (SNAPSHOT / f"{table}.csv").read_bytes(), table
    assert snapshot.entries(tmp_path) == [
        entry for entry in snapshot.entries(SNAPSHOT) if entry["table"] in TABLES
    ]


@needs_captures
@pytest.mark.parametrize("table", TABLES)
def test_every_shipped_row_is_one_of_the_real_files(shipped, built, table):
    columns = [name for name in contract.read(contract.SCHEMAS / f"{table}.yml").names
               if name != "vintage"]  # fmt: skip
    rows = shipped.execute(f"select {', '.join(columns)} from {table}").fetchall()
    real = set(built.execute(f"select {', '.join(columns)} from {table}").fetchall())
    assert not [row for row in rows if row not in real]
