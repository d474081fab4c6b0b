"""A snapshot written from downloads ships the region, the comparators and the totals, within its size."""

from __future__ import annotations

import csv

import pytest

from etl import contract, shipped, snapshot_renewal
from etl.build import build
from etl.paths import PROJECT_ROOT
from etl.source import SourceError, discover
from tests import vintages

CAPTURED = PROJECT_ROOT.parent / "shared/raw"
needs_captures = pytest.mark.skipif(
    not CAPTURED.is_dir(), reason=f"the captured files are not in {CAPTURED}"
)


@pytest.fixture
def data(tmp_path):
    return vintages.shipped(tmp_path / "data")


def sources(path):
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def size(folder):
    return sum(path.stat().st_size for path in folder.iterdir())


def test_only_part_of_a_download_is_shipped(data):
    vintages.put(data, "statcan_12100175", "2026-10-01")
    vintages.put(data, "statcan_36100222", "2026-10-01")
    made = build(data)
    snapshot_renewal.write(made, contract.all_contracts(), data.snapshot)
    monthly = sources(data.snapshot / "trade_partner_monthly.csv")
    live = [row for row in monthly if row["source"] == "statcan_12100175"]
    assert live
    assert {row["section"] for row in live} == {"TOTAL"}
    assert {row["geo"] for row in live if row["partner"] != "WLD"} <= {"CA", "CA-QC"}
    assert {row["geo"] for row in sources(data.snapshot / "gdp_expenditure_annual.csv")} <= {
        "CA",
        "CA-QC",
    }
    assert build(data).manifest["refused"] == []


def test_a_snapshot_that_would_be_too_large_is_refused_whole(data, monkeypatch):
    made = build(data)
    before = {path.name: path.read_bytes() for path in data.snapshot.iterdir()}
    monkeypatch.setattr(shipped, "MOST_BYTES", 1_000)
    with pytest.raises(SourceError, match=r"la limite est 1000 \(trade_partner_monthly.csv"):
        snapshot_renewal.write(made, contract.all_contracts(), data.snapshot)
    assert {path.name: path.read_bytes() for path in data.snapshot.iterdir()} == before
    assert [path.name for path in data.raw.iterdir()] == ["snapshot"]


@needs_captures
def test_the_real_files_on_people_fit(data):
    for code, entry in discover().items():
        home = CAPTURED / code.partition("_")[0]
        files = [home / d.file for d in entry.source.downloads if d.file]
        files = files or sorted(home.glob("tfwp*.csv"))
        if code[:4] in {"ircc", "esdc"} and all(path.is_file() for path in files):
            vintages.put(data, code, "2026-10-05", {path.name: path.read_bytes() for path in files})
    before = size(data.snapshot)
    made = build(data)
    assert made.manifest["tables"]["study_permit_monthly"]["rows"] > 40_000
    snapshot_renewal.write(made, contract.all_contracts(), data.snapshot)
    assert size(data.snapshot) < shipped.MOST_BYTES
    assert abs(size(data.snapshot) - before) < 100_000
