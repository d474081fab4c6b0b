"""The shipped figures: equal to what was captured, to what was published, and to their provenance."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
import yaml

from etl import captures, codes, contract, snapshot

ROOT = Path(__file__).parent.parent.parent
SNAPSHOT = ROOT / "data" / "raw" / "snapshot"
CAPTURED = ROOT.parent / "shared" / "raw"
TRADE, COUNTRY = "trade_partner_monthly", "country_year"
TABLES = (TRADE, COUNTRY)
FIRST_WORLD_BANK_YEAR = 1990
M = 1_000_000

needs_captures = pytest.mark.skipif(
    not CAPTURED.is_dir(), reason=f"the captured files are not in {CAPTURED}"
)


def read(path):
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


@pytest.fixture(scope="module")
def tables():
    return {name: read(SNAPSHOT / f"{name}.csv") for name in TABLES}


@pytest.fixture(scope="module")
def trade(tables):
    """Give dollars by (source, geo, partner, flow, YYYY-MM)."""
    return {
        (row["source"], row["geo"], row["partner"], row["flow"], row["ref_month"][:7]): int(
            row["value_cad"]
        )
        for row in tables[TRADE]
    }


@pytest.fixture(scope="module")
def yearly(trade):
    """Give millions of dollars by (source, geo, partner, flow, YYYY), whole years only."""
    months = defaultdict(list)
    for (*series, month), value in trade.items():
        months[(*series, month[:4])].append(value)
    return {key: sum(values) / M for key, values in months.items() if len(values) == 12}


@pytest.mark.parametrize(
    ("partner", "year", "exports", "imports", "digits"),
    [
        ("WLD", "2025", 117_641.0, 115_135.6, 1),
        ("MEX", "2025", 1_633.2, 3_176.3, 1),
        ("BRA", "2025", 464.7, 3_991.6, 1),
        ("PER", "2025", 73.1, 671.8, 1),
        ("MEX", "2020", 1_214, 1_848, 0),
        ("BRA", "2020", 519, 2_625, 0),
    ],
)
def test_quebec_figures_that_must_come_out(yearly, partner, year, exports, imports, digits):
    series = ("statcan_12100175", "CA-QC", partner)
    assert round(yearly[(*series, "domestic_export", year)], digits) == exports
    assert round(yearly[(*series, "import", year)], digits) == imports


def test_canada_with_colombia_2025(yearly):
    series = ("cimt_partner", "CA", "COL")
    assert round(yearly[(*series, "import", "2025")]) == 2_725
    assert round(yearly[(*series, "total_export", "2025")]) == 1_089


def test_columns_are_the_contracts_in_order_and_rows_are_sorted_by_key(tables):
    contracts = contract.all_contracts()
    for name, rows in tables.items():
        assert tuple(rows[0]) == contracts[name].names
        keys = [tuple(row[column] for column in contracts[name].key) for row in rows]
        assert keys == sorted(set(keys))


def test_every_code_is_in_its_list(tables):
    contracts = contract.all_contracts()
    for name, rows in tables.items():
        for column in contracts[name].columns:
            if column.codes and column.codes != "source":
                listed = codes.read(column.codes)
                known = {next(iter(row.values())) for row in listed}
                assert {row[column.name] for row in rows} <= known, (name, column.name)


def test_a_value_is_missing_exactly_when_its_status_says_so(tables):
    assert all(row["value_cad"] and row["status"] == "normal" for row in tables[TRADE])
    for row in tables[COUNTRY]:
        for value, status in (("gdp_usd", "gdp_status"), ("population", "population_status")):
            assert row[status] == ("normal" if row[value] else "not_available")
        assert row["gdp_usd"] or row["population"]


def test_extent(tables):
    months = defaultdict(set)
    for row in tables[TRADE]:
        months[row["source"]].add(row["ref_month"])
    assert {source: (min(m), max(m), len(m)) for source, m in months.items()} == {
        "statcan_12100175": ("2017-01-01", "2026-07-01", 115),
        "cimt_partner": ("2024-01-01", "2026-04-01", 28),
        "cimt_province": ("2019-01-01", "2026-05-01", 89),
    }


def test_files_are_small_and_plain_text():
    files = sorted(path.name for path in SNAPSHOT.iterdir())
    assert {f"{COUNTRY}.csv", "provenance.yml", f"{TRADE}.csv"} <= set(files)
    assert sum(path.stat().st_size for path in SNAPSHOT.iterdir()) < 3_000_000
    for name in TABLES:
        content = (SNAPSHOT / f"{name}.csv").read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        assert content.endswith(b"\n")


def test_provenance_covers_every_row(tables):
    entries = yaml.safe_load((SNAPSHOT / "provenance.yml").read_text(encoding="utf-8"))
    described = {(e["table"], e["source"]): e for e in entries if e["table"] in TABLES}
    found = defaultdict(list)
    for name, rows in tables.items():
        for row in rows:
            found[name, row["source"]].append(row["vintage"])
    assert {key for key in described if key[0] in TABLES} == set(found)
    for (name, source), vintages in found.items():
        entry = described[name, source]
        assert entry["rows"] == len(vintages)
        assert set(vintages) == {entry["vintage"].isoformat()}
        assert entry["sha256"] == snapshot.part_sha256(SNAPSHOT / f"{name}.csv", source)
        assert entry["vintage"] <= entry["captured_on"] == date(2026, 10, 5)
        assert entry["licence"] in {"STATCAN_OPEN", "CC_BY_4"}
        assert entry["obtained"]["fr"]
        assert entry["obtained"]["en"]


def test_all_countries_less_the_partners_is_rounding(trade):
    totals, parts = {}, defaultdict(int)
    for (source, geo, partner, flow, month), value in trade.items():
        if geo == "CA-QC" and source == "statcan_12100175":
            if partner == "WLD":
                totals[flow, month] = value
            else:
                parts[flow, month] += value
    assert len(totals) == 230
    assert all(abs(totals[key] - parts[key]) <= 5_000 for key in totals)


def test_canadas_world_is_the_sum_of_its_partners(trade):
    gap = defaultdict(int)
    for (source, _, partner, flow, month), value in trade.items():
        if source == "cimt_partner":
            gap[flow, month] += value if partner == "WLD" else -value
    assert len(gap) == 56
    assert set(gap.values()) == {0}


@needs_captures
def test_quebec_equals_the_capture_cell_by_cell(trade):
    captured = {
        ("statcan_12100175", "CA-QC", p, row["flow"], row["ref_month"]): 1000
        * int(row["value_thousand_cad"])
        for row in read(CAPTURED / "figures" / "trade_quebec_partner_monthly.csv")
        for p in ["WLD" if row["partner"] == "ALL" else row["partner"]]
    }
    assert captured == {k: v for k, v in trade.items() if k[0] == "statcan_12100175"}


@needs_captures
def test_canada_equals_the_capture_cell_by_cell(trade):
    iso3 = {row["iso2"]: row["partner"] for row in codes.read("partner")}
    captured = {
        ("cimt_partner", "CA", iso3[row["country"]], flow, row["date"]): int(float(row[column]))
        for row in read(CAPTURED / "cimt" / "canada_partner_monthly_2024_2026.csv")
        for flow, column in (("import", "imports"), ("total_export", "exports"))
    }
    assert captured == {k: v for k, v in trade.items() if k[0] == "cimt_partner" and k[2] != "WLD"}


@needs_captures
def test_provinces_equal_the_capture_cell_by_cell(trade):
    captured = {}
    for row in read(CAPTURED / "cimt" / "province_monthly_2019_2026.csv"):
        imports, exports = int(float(row["imports"])), int(row["exports"])
        if row["code"] == "ZZ":
            assert imports == 0
            captured["cimt_province", "CA", "WLD", "re_export", row["date"]] = exports
        else:
            series = ("cimt_province", f"CA-{row['code']}", "WLD")
            captured[(*series, "import", row["date"])] = imports
            captured[(*series, "domestic_export", row["date"])] = exports
    assert captured == {k: v for k, v in trade.items() if k[0] == "cimt_province"}


@needs_captures
@pytest.mark.parametrize(("column", "file"), [("gdp_usd", "gdp"), ("population", "population")])
def test_world_bank_equals_the_capture_cell_by_cell(tables, column, file):
    left_out = {row["code"] for row in codes.read("worldbank_aggregate")}
    captured = {
        (row["Country Code"], row["Year"]): float(row["Value"])
        for row in read(CAPTURED / "worldbank" / f"{file}.csv")
        if row["Country Code"] not in left_out and int(row["Year"]) >= FIRST_WORLD_BANK_YEAR
    }
    shipped = {
        (row["partner"], row["ref_year"]): float(row[column])
        for row in tables[COUNTRY]
        if row[column]
    }
    assert shipped == captured


@needs_captures
def test_writing_again_gives_the_same_bytes(tmp_path):
    assert captures.write(CAPTURED, tmp_path) == {
        name: len(read(SNAPSHOT / f"{name}.csv")) for name in TABLES
    }
    for name in TABLES:
        written = (tmp_path / f"{name}.csv").read_bytes()
        assert written == (SNAPSHOT / f"{name}.csv").read_bytes(), name
    assert snapshot.entries(tmp_path) == [
        entry for entry in snapshot.entries(SNAPSHOT) if entry["table"] in TABLES
    ]
