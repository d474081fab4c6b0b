"""The figures and targets that others published: true to their pages, in codes, and kept as they are."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from etl import captures, contract, snapshot, snapshot_renewal
from etl.build import build
from etl.paths import DataFolder
from etl.source import Raw, SourceError, discover
from etl.sources import published_figures

ROOT = Path(__file__).parents[2]
SNAPSHOT = ROOT / "data/raw/snapshot"
CAPTURED = ROOT.parent / "shared/raw"
TABLES = ("published_figure", "target")
G = 10**9


def read(table):
    with (SNAPSHOT / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


@pytest.fixture(scope="module")
def figures():
    return read("published_figure")


def found(figures, indicator, counterpart, year, trusts=("official_page", "document_quoted")):
    """Return the values that these rows state, weakest trusts left out unless asked for."""
    return sorted(
        (float(row["value"]), row["is_derived"])
        for row in figures
        if (row["indicator"], row["counterpart"], row["ref_year"]) == (indicator, counterpart, year)
        and row["geo"] == "CA-QC"
        and row["unit"] in {"CAD", "ratio"}
        and row["trust"] in trusts
    )


@pytest.mark.parametrize(
    ("indicator", "counterpart", "year", "value", "is_derived"),
    [
        ("exports_gdp_ratio", "all", "2011", 0.45, "false"),
        ("exports_goods_services", "all", "2011", 152 * G, "false"),
        ("exports_goods_services", "provinces", "2011", 64 * G, "false"),
        ("exports_goods_services", "world", "2011", 88 * G, "false"),
        ("exports_goods_services", "all", "2020", 200 * G, "false"),
        ("exports_goods_services", "world", "2020", 122.2 * G, "false"),
        ("exports_goods_services", "provinces", "2020", 77.8 * G, "false"),
        ("exports_goods_services", "all", "2021", 223.3 * G, "true"),
        ("exports_goods_services", "world", "2021", 136.8 * G, "false"),
        ("exports_goods_services", "provinces", "2021", 86.5 * G, "false"),
        ("gdp_market_prices", "none", "2021", 504.455 * G, "false"),
        ("gdp_market_prices", "none", "2024", 616.771 * G, "false"),
    ],
)
def test_figures_that_must_come_out(figures, indicator, counterpart, year, value, is_derived):
    assert found(figures, indicator, counterpart, year) == [(pytest.approx(value), is_derived)]


def test_ratios_of_2014_and_2021(figures):
    assert found(figures, "exports_gdp_ratio", "all", "2014", ("press",)) == [(0.463, "false")]
    assert found(figures, "exports_gdp_ratio", "all", "2021", ("derived",)) == [(0.443, "true")]
    assert round(223.3 / 504.455, 3) == 0.443


def test_the_misprint_of_2021_is_told(figures):
    (row,) = (
        row
        for row in figures
        if row["figure"] == "exports_goods_services.ca-qc.all.2021.meie_calcul"
    )
    assert "233,3" in row["note_fr"]
    assert "233.3" in row["note_en"]


def test_a_derived_figure_says_how_and_a_stated_one_is_no_calculation(figures):
    for row in figures:
        is_told = row["note_fr"].startswith("Calculé : ") and row["note_en"].startswith("Derived: ")
        assert (row["is_derived"] == "true") == is_told, row["figure"]
        assert (row["note_fr"] == "") == (row["note_en"] == "")
        if row["trust"] == "derived":
            assert row["is_derived"] == "true"


def test_a_figure_without_a_year_says_so(figures):
    undated = [row for row in figures if not row["ref_year"]]
    assert len(undated) == 6
    assert all(row["note_fr"] for row in undated)


def test_no_statement_of_one_publisher_comes_twice(figures):
    keys = [
        (
            r["indicator"],
            r["geo"],
            r["counterpart"],
            r["partner"],
            r["ref_year"],
            r["value"],
            r["url"],
        )
        for r in figures
    ]
    assert len(keys) == len(set(keys))


def test_every_figure_has_its_page_or_its_document(figures):
    assert all(row["url"] or row["title"] for row in figures)
    assert all(not row["url"] or row["url"].startswith("http") for row in figures)
    assert sum(not row["url"] for row in figures) == 3


def test_only_t1_is_a_target():
    rows = {row["target"]: row for row in read("target")}
    assert sorted(rows) == [f"T{number}" for number in range(1, 9)]
    assert [name for name, row in rows.items() if row["kind"] == "target"] == ["T1"]
    t1 = rows["T1"]
    assert (t1["indicator"], t1["counterpart"], float(t1["value"])) == (
        "exports_gdp_ratio",
        "all",
        0.5,
    )
    assert t1["year_to"] == ""


def test_they_are_small():
    assert sum((SNAPSHOT / f"{table}.csv").stat().st_size for table in TABLES) < 120_000


def test_rows_are_sorted_and_agree_with_their_provenance(figures):
    entries = {entry["table"]: entry for entry in snapshot.entries(SNAPSHOT)}
    for table in TABLES:
        rows, (key,) = read(table), contract.all_contracts()[table].key
        assert [row[key] for row in rows] == sorted(row[key] for row in rows)
        assert entries[table]["rows"] == len(rows)
        assert entries[table]["licence"] == "CITED_FACT"
        path = SNAPSHOT / f"{table}.csv"
        assert entries[table]["sha256"] == snapshot.part_sha256(path, "published_figures")
        assert {row["vintage"] for row in rows} == {entries[table]["vintage"].isoformat()}


def test_there_is_nothing_to_fetch_or_to_parse(tmp_path):
    assert discover()["published_figures"].source.downloads == ()
    raw = Raw("published_figures", date(2026, 1, 1), tmp_path)
    with pytest.raises(SourceError, match="tenus à la main"):
        published_figures.parse(raw, None)


def test_a_snapshot_of_a_build_gives_them_back_byte_for_byte(tmp_path):
    data = DataFolder(tmp_path)
    shutil.copytree(SNAPSHOT, data.snapshot)
    snapshot_renewal.write(build(data), contract.all_contracts(), data.snapshot)
    for name in (*(f"{table}.csv" for table in TABLES), "provenance.yml"):
        assert (data.snapshot / name).read_bytes() == (SNAPSHOT / name).read_bytes(), name


@pytest.mark.skipif(not CAPTURED.is_dir(), reason=f"the captured files are not in {CAPTURED}")
def test_a_snapshot_of_the_captures_leaves_them_alone(tmp_path):
    shutil.copytree(SNAPSHOT, tmp_path, dirs_exist_ok=True)
    captures.write(CAPTURED, tmp_path)
    for name in (*(f"{table}.csv" for table in TABLES), "provenance.yml"):
        assert (tmp_path / name).read_bytes() == (SNAPSHOT / name).read_bytes(), name
