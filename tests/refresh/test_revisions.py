"""What an edition changed is kept: compared once, in the table `revision`, after the files are gone."""

from __future__ import annotations

import shutil
from datetime import date

import duckdb
import pytest

from etl import capture_revisions, publication
from etl.build import build
from etl.paths import PROJECT_ROOT
from tests import publishers, vintages

ANNUAL, MONTHLY = "statcan_12100173", "statcan_12100175"
ZIP, MEMBER = "12100173-eng.zip", "12100173.csv"
GOOD = publishers.statcan(ANNUAL)
CAPTURED = PROJECT_ROOT.parent / "shared/raw"
SHIPPED = PROJECT_ROOT / "data/raw/snapshot/revision.csv"


@pytest.fixture
def data(tmp_path):
    return vintages.shipped(tmp_path / "data")


def revisions(made, source):
    with duckdb.connect() as con:
        return con.execute(
            "select partner, measure, year(ref_period), vintage_before, value_before, value_after, "
            "change, kind, vintage from read_parquet(?) where source = ? order by all",
            [str(made.folder / "revision.parquet"), source],
        ).fetchall()


def with_colombia(row):
    """Raise Québec's total exports to Colombia by 100 thousand dollars."""
    is_it = (row["VECTOR"] == "v91000001") and row["GEO"] == "Quebec"
    return "81334.5" if is_it else row["VALUE"]


LATER = publishers.revalued(GOOD, MEMBER, "VALUE", with_colombia)


def test_a_revised_value_is_kept_with_both_editions(data):
    vintages.put(data, ANNUAL, "2026-05-01", {ZIP: GOOD})
    assert revisions(build(data), ANNUAL) == []
    vintages.put(data, ANNUAL, "2026-09-03", {ZIP: LATER})
    expected = [
        (
            *("COL", "domestic_export", 2024, date(2026, 5, 1)),
            *(81_234_500, 81_334_500, 100_000, "revised", date(2026, 9, 3)),
        )
    ]
    assert revisions(build(data), ANNUAL) == expected
    shutil.rmtree(data.raw / ANNUAL / "2026-05-01")
    assert revisions(build(data), ANNUAL) == expected, "the ledger outlives the files"


def test_a_new_period_and_a_withdrawn_value_are_told_from_a_revision(data):
    without = publishers.revalued(
        GOOD, MEMBER, "REF_DATE", lambda row: {"2024": "2023"}.get(row["REF_DATE"], "2022")
    )
    vintages.put(data, ANNUAL, "2026-05-01", {ZIP: without})
    vintages.put(data, ANNUAL, "2026-09-03", {ZIP: GOOD})
    kinds = {(partner, kind) for partner, *_rest, kind, _v in revisions(build(data), ANNUAL)}
    assert ("COL", "new") in kinds
    assert not {partner for partner, kind in kinds if kind == "revised"}


def test_an_edition_that_cannot_be_read_any_more_is_passed_over(data):
    vintages.put(data, ANNUAL, "2026-05-01", {ZIP: GOOD})
    vintages.put(data, ANNUAL, "2026-07-01", {ZIP: b"PK no zip"})
    vintages.put(data, ANNUAL, "2026-09-03", {ZIP: LATER})
    made = build(data)
    assert made.manifest["refused"] == []
    assert [row[6] for row in revisions(made, ANNUAL)] == [100_000]


def test_a_damaged_ledger_is_worked_out_again(data):
    vintages.put(data, ANNUAL, "2026-05-01", {ZIP: GOOD})
    vintages.put(data, ANNUAL, "2026-09-03", {ZIP: LATER})
    build(data)
    (ledger,) = (data.parquet / "revisions" / ANNUAL).glob("*.parquet")
    ledger.write_bytes(b"PAR1 no more")
    build(data)
    assert [row[6] for row in revisions(build(data), ANNUAL)] == [100_000]


def test_the_first_download_is_compared_with_the_snapshot(data):
    body = publishers.revalued(
        publishers.statcan(MONTHLY), "12100175.csv", "VALUE", lambda row: row["VALUE"] and "5"
    )
    vintages.put(data, MONTHLY, "2026-10-06", {"12100175-eng.zip": body})
    found = [row for row in revisions(build(data), MONTHLY) if row[-1] == date(2026, 10, 6)]
    assert found
    assert {row[3] for row in found} == {date(2026, 9, 3)}
    assert 5_000 in {row[5] for row in found if row[7] == "revised"}


def test_the_shipped_revisions_are_published_beside_them(built):
    made = publication.current(built.parquet)
    assert len(revisions(made, "ircc_study_citizenship")) > 50
    found = revisions(made, MONTHLY)
    assert max(abs(row[6]) / row[4] for row in found if row[7] == "revised") < 0.06


@pytest.mark.skipif(not CAPTURED.is_dir(), reason=f"the captured files are not in {CAPTURED}")
def test_the_two_real_vintages_give_the_shipped_rows(tmp_path):
    written = capture_revisions.write(CAPTURED, tmp_path)
    assert (tmp_path / "revision.csv").read_bytes() == SHIPPED.read_bytes()
    assert written["revision"] == len(SHIPPED.read_text().splitlines()) - 1


@pytest.mark.skipif(not CAPTURED.is_dir(), reason=f"the captured files are not in {CAPTURED}")
def test_a_shipped_revision_is_what_the_two_files_say():
    """Québec's imports of one month, read in both captures without any code of the project."""
    with duckdb.connect() as con:
        (before,) = con.execute(
            "select imports from read_csv(?) where code = 'QC' and date = '2026-03'",
            [str(CAPTURED / "cimt/province_monthly_2019_2026.csv")],
        ).fetchone()
        (after,) = con.execute(
            "select value_thousand_cad from read_csv(?) "
            "where partner = 'ALL' and flow = 'import' and ref_month = '2026-03'",
            [str(CAPTURED / "figures/trade_quebec_partner_monthly.csv")],
        ).fetchone()
        shipped = con.execute(
            "select value_before, value_after, change from read_csv(?) where geo = 'CA-QC' "
            "and measure = 'import' and ref_period = '2026-03-01'",
            [str(SHIPPED)],
        ).fetchall()
    assert shipped == [(int(before), after * 1000, after * 1000 - int(before))]
