"""A file that cannot be used stops neither the other sources nor the build: the last good one serves."""

from __future__ import annotations

import json

import duckdb
import pytest

from etl import attempts, publication
from etl.attempts import Attempt
from etl.build import build
from etl.source import discover
from tests import publishers, vintages

ANNUAL, MONTHLY = "statcan_12100173", "statcan_12100175"


@pytest.fixture
def data(tmp_path):
    return vintages.shipped(tmp_path / "data")


def value(made, table, source, column="max(value_cad)"):
    """Ask one figure of a source's rows in a published build."""
    path = str(made.folder / f"{table}.parquet")
    with duckdb.connect() as con:
        return con.execute(
            f"select {column} from read_parquet(?) where source = ?", [path, source]
        ).fetchone()[0]


def revised(body, member, to):
    return publishers.revalued(body, member, "VALUE", lambda row: row["VALUE"] and to)


ZIP = "12100173-eng.zip"
GOOD = publishers.statcan(ANNUAL)
LATER = revised(GOOD, "12100173.csv", "7")
ODD = publishers.revalued(GOOD, "12100173.csv", "GEO", lambda row: row["GEO"]).replace(b"PK", b"KP")
UNKNOWN = publishers.revalued(GOOD, "12100173.csv", "DGUID", lambda row: "2021A000299")


def doubled(body):
    """Return the table with the same partner on every row: keys come back."""
    return publishers.revalued(body, "12100173.csv", "Trading partner", lambda row: "Haiti")


@pytest.mark.parametrize("bad", [ODD, UNKNOWN, doubled(GOOD)], ids=["zip", "code", "double"])
def test_the_edition_before_is_served_and_the_refusal_named(data, bad):
    vintages.put(data, ANNUAL, "2026-05-01", {ZIP: LATER})
    vintages.put(data, ANNUAL, "2026-09-03", {ZIP: bad})
    vintages.put(data, MONTHLY, "2026-10-01")
    made = build(data)
    (refusal,) = made.manifest["refused"]
    assert (refusal["source"], refusal["edition"]) == (ANNUAL, "2026-09-03")
    assert refusal["reason"]
    assert value(made, "trade_partner_annual", ANNUAL) == 7_000
    assert value(made, "source", ANNUAL, "vintage").isoformat() == "2026-05-01"
    assert value(made, "source", ANNUAL, "refused") == "2026-09-03"
    assert value(made, "source", MONTHLY, "origin") == "live"


def test_without_an_edition_before_the_rows_in_place_are_kept(data):
    folder = vintages.put(data, ANNUAL, "2026-05-01", {ZIP: LATER})
    before = build(data)
    (folder / ZIP).unlink()
    made = build(data)
    assert made.manifest["refused"][0]["edition"] == "2026-05-01"
    assert value(made, "trade_partner_annual", ANNUAL, "count(*)") == value(
        before, "trade_partner_annual", ANNUAL, "count(*)"
    )
    assert value(made, "source", ANNUAL, "vintage").isoformat() == "2026-05-01"
    again = build(data)
    assert value(again, "trade_partner_annual", ANNUAL) == 7_000, "kept rows are kept again"


def test_without_anything_good_the_snapshot_is_served(data):
    vintages.put(data, MONTHLY, "2026-10-01", {"12100175-eng.zip": b"PK no zip"})
    made = build(data)
    assert made.manifest["refused"][0]["source"] == MONTHLY
    assert value(made, "source", MONTHLY, "origin") == "snapshot"
    assert value(made, "trade_partner_monthly", MONTHLY, "count(*)") > 6_000


def test_rows_in_place_that_are_damaged_are_not_kept(data):
    folder = vintages.put(data, ANNUAL, "2026-05-01", {ZIP: LATER})
    vintages.put(data, MONTHLY, "2026-10-01")
    made = build(data)
    (made.folder / "trade_partner_annual.parquet").write_bytes(b"PAR1 no more")
    (folder / "receipt.json").write_text("{half")
    again = build(data)
    assert {refusal["edition"] for refusal in again.manifest["refused"]} == {
        "2026-05-01",
        "current",
    }
    assert value(again, "source", ANNUAL, "origin") == "not_loaded"
    assert value(again, "source", MONTHLY, "origin") == "live"


def test_a_folder_that_was_removed_goes_back_to_the_snapshot(data):
    vintages.put(data, MONTHLY, "2026-10-01")
    build(data)
    publishers_folder = data.raw / MONTHLY
    for path in sorted(publishers_folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    made = build(data)
    assert made.manifest["refused"] == []
    assert value(made, "source", MONTHLY, "origin") == "snapshot"


def test_a_failed_fetch_is_written_in_the_source_s_card(data):
    attempts.write(data.raw, ANNUAL, Attempt("2026-11-20T13:45:00+00:00", "failed", "Trop tard."))
    made = build(data)
    assert value(made, "source", ANNUAL, "attempt || ' ' || attempt_reason") == "failed Trop tard."
    (data.raw / ANNUAL / attempts.FILE).write_text("{half")
    assert attempts.read(data.raw, ANNUAL) is None


def test_every_source_is_refreshed_and_one_that_fails_stops_no_other(data):
    """The whole morning: all publishers answer, then one refuses, one cuts and one sends nonsense."""
    # The made-up year of trade by product does not fit in the zips of the two other CIMT sources.
    every = [code for code in discover() if code != "cimt_product"]
    with publishers.Publisher() as publisher:
        publishers.serve(publisher)
        done = publishers.run(data.root, publisher, "refresh", *every)
        assert done.returncode == 0, done.stderr
        whole = publication.current(data.parquet)
        publishers.serve(publisher, modified="Tue, 06 Oct 2026 12:30:00 GMT")
        publisher.serves("/n1/tbl/csv/36100222-eng.zip", publishers.file(b"PK\x03\x04 cut"))
        publisher.serves(
            "/n1/tbl/csv/12100173-eng.zip", publishers.file(UNKNOWN, content_type="application/zip")
        )
        publisher.serves(
            "/n1/tbl/csv/12100175-eng.zip",
            publishers.file(
                revised(publishers.statcan(MONTHLY), "12100175.csv", "9"),
                modified="Tue, 06 Oct 2026 12:30:00 GMT",
            ),
        )
        done = publishers.run(data.root, publisher, "refresh", *every)
        told = publishers.run(data.root, publisher, "status", "--json")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "2021A000299" in done.stderr
    assert "36100222-eng.zip" in done.stderr
    made = publication.current(data.parquet)
    assert made.build_id != whole.build_id
    assert value(made, "trade_partner_monthly", MONTHLY) == 9_000_000
    cards = {card["source"]: card for card in json.loads(told.stdout)["sources"]}
    assert {code for code, card in cards.items() if card["origin"] != "live"} == {
        "published_figures",
        "cimt_product",
        "measure_status",
    }
    assert cards["statcan_36100222"]["attempt"] == "failed"
    assert cards[ANNUAL]["refused"] == "2026-10-01.2"
    assert value(made, "trade_partner_annual", ANNUAL) == value(
        whole, "trade_partner_annual", ANNUAL
    )
