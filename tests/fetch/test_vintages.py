"""What a fetch leaves on disk: vintages, receipts, corrections."""

from __future__ import annotations

import json
import random
import tracemalloc
import zipfile
from datetime import UTC, date, datetime

import pytest

from etl import receipts
from etl.fetch import Outcome
from etl.fetch.connection import is_safe_redirect
from etl.source import Download
from tests import servers
from tests.fetch.kit import (
    CSV,
    CSV_CARD,
    GOOD,
    LATER,
    PATH,
    card,
    refused,
    tree,
)
from tests.servers import file, status

# What a good day leaves


def test_a_vintage_holds_the_published_bytes_and_their_receipt(publisher, run):
    publisher.serves(PATH, file(GOOD, etag='"abc"'))
    result = run()
    assert result.outcome is Outcome.FETCHED
    assert result.received == len(GOOD)
    assert result.folder == run.home / "2026-09-03"
    assert (result.folder / "12100175-eng.zip").read_bytes() == GOOD
    written = json.loads((result.folder / "receipt.json").read_text())
    assert written["source"] == "statcan_12100175"
    assert written["vintage"] == "2026-09-03"
    (entry,) = written["files"]
    assert entry["url"] == entry["final_url"] == publisher.url + PATH
    assert entry["size"] == len(GOOD)
    assert entry["etag"] == '"abc"'
    assert entry["last_modified"] == "Thu, 03 Sep 2026 12:30:00 GMT"
    assert entry["content_type"] == "application/zip"
    assert datetime.fromisoformat(entry["retrieved_at"]).utcoffset().total_seconds() == 0
    raw = receipts.newest(run.raw, "statcan_12100175")
    assert (raw.vintage, raw.folder) == (date(2026, 9, 3), result.folder)
    assert [path.name for path in run.home.iterdir()] == ["2026-09-03"]


def test_a_file_without_a_date_is_dated_by_its_retrieval(publisher, run):
    publisher.serves("/study.csv", file(CSV, modified=None, content_type="text/csv"))
    assert run(CSV_CARD).receipt.vintage == datetime.now(UTC).date()


@pytest.mark.parametrize("odd", ["Fri, 31 Dec 2099 00:00:00 GMT", "yesterday"])
def test_a_publisher_s_clock_cannot_date_figures_in_the_future(publisher, run, odd):
    publisher.serves(PATH, file(GOOD, modified=odd))
    assert run().receipt.vintage == datetime.now(UTC).date()


def test_a_redirection_is_followed_and_both_addresses_kept(publisher, run):
    publisher.serves(PATH, servers.redirect("/moved/12100175-eng.zip", 301))
    publisher.serves("/moved/12100175-eng.zip", file(GOOD))
    (entry,) = run().receipt.files
    assert entry.url.endswith(PATH)
    assert entry.final_url == f"{publisher.url}/moved/12100175-eng.zip"


@pytest.mark.parametrize("target", ["/loop", "file:///etc/passwd"])
def test_a_redirection_without_end_or_off_the_web_is_refused(publisher, run, target):
    publisher.serves(PATH, servers.redirect(target))
    publisher.serves("/loop", servers.redirect("/loop"))
    assert "est renvoyé" in refused(run)


def test_a_redirection_never_leaves_an_encrypted_connection():
    assert is_safe_redirect("http://a/", "https://b/")
    assert is_safe_redirect("http://a/", "http://b/")
    assert not is_safe_redirect("https://a/", "http://a/")
    assert not is_safe_redirect("https://a/", "ftp://a/")


def test_gzip_on_the_way_is_undone(publisher, run):
    publisher.serves("/study.csv", servers.gzipped(CSV))
    result = run(CSV_CARD)
    assert (result.folder / "study.csv").read_bytes() == CSV
    assert publisher.asked[0].headers["Accept-Encoding"] == "identity"


def test_memory_does_not_grow_with_the_file(publisher, run):
    body = servers.zipped({"a.csv": random.Random(1).randbytes(1 << 20) * 24}, zipfile.ZIP_STORED)
    publisher.serves(PATH, file(body))
    tracemalloc.start()
    run()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20


# Nothing new


def test_not_modified_writes_nothing(publisher, run):
    publisher.serves(PATH, file(GOOD))
    run()
    before = tree(run.home)
    result = run()
    assert result.outcome is Outcome.NOT_CHANGED
    assert (result.folder, result.received) == (run.home / "2026-09-03", 0)
    assert "If-None-Match" in publisher.asked[1].headers
    assert tree(run.home) == before


def test_a_date_alone_makes_the_request_conditional(publisher, run):
    publisher.serves(PATH, file(GOOD, etag=None))
    run()
    assert run().outcome is Outcome.NOT_CHANGED
    assert publisher.asked[1].headers["If-Modified-Since"] == "Thu, 03 Sep 2026 12:30:00 GMT"


def test_the_same_bytes_under_another_tag_are_not_a_vintage(publisher, run):
    publisher.serves(PATH, file(GOOD, etag='"a"'), file(GOOD, etag='"b"', modified=None))
    run()
    before = tree(run.home)
    result = run()
    assert (result.outcome, result.received) == (Outcome.NOT_CHANGED, len(GOOD))
    assert tree(run.home) == before
    assert [path.name for path in run.home.iterdir()] == ["2026-09-03"]


def test_not_released_yet_is_an_outcome_not_an_error(publisher, run):
    publisher.serves(PATH, status(409), file(GOOD), status(409))
    first = run()
    assert (first.outcome, first.folder) == (Outcome.NOT_RELEASED, None)
    assert run().outcome is Outcome.FETCHED
    held = run()
    assert (held.outcome, held.folder) == (Outcome.NOT_RELEASED, run.home / "2026-09-03")


# Vintages


def test_a_new_release_is_a_new_folder_beside_the_old_one(publisher, run):
    publisher.serves(PATH, file(GOOD), file(LATER, modified="Tue, 06 Oct 2026 12:30:00 GMT"))
    run()
    first = tree(run.home / "2026-09-03")
    assert run().folder == run.home / "2026-10-06"
    assert tree(run.home / "2026-09-03") == first


def test_a_correction_on_the_same_day_replaces_nothing(publisher, run):
    publisher.serves(PATH, file(GOOD), file(LATER))
    run()
    result = run()
    assert result.folder == run.home / "2026-09-03.2"
    assert receipts.newest(run.raw, "statcan_12100175").folder == result.folder
    assert receipts.newest(run.raw, "statcan_12100175").vintage == date(2026, 9, 3)
    assert (run.home / "2026-09-03" / "12100175-eng.zip").read_bytes() == GOOD


def test_what_is_served_now_is_newest_whatever_the_clocks_say(publisher, run):
    publisher.serves(PATH, file(LATER), file(GOOD, modified="Thu, 06 Aug 2026 12:30:00 GMT"))
    run()
    assert run().folder == run.home / "2026-09-03.2"


def test_ten_corrections_of_one_day_stay_in_order(tmp_path):
    for number in range(2, 12):
        (tmp_path / "s" / f"2026-09-03.{number}").mkdir(parents=True)
    (tmp_path / "s" / "2026-09-03").mkdir()
    (tmp_path / "s" / ".partial").mkdir()
    (tmp_path / "s" / "notes").mkdir()
    names = [path.name for path in receipts.folders(tmp_path, "s")]
    assert names == ["2026-09-03", *(f"2026-09-03.{n}" for n in range(2, 12))]


def test_files_that_did_not_change_are_carried_to_the_new_vintage(publisher, run):
    two = card(Download("a.csv", "{ircc}/a"), Download("b.csv", "{ircc}/b"))
    october = {"modified": "Tue, 06 Oct 2026 12:30:00 GMT", "content_type": "text/csv"}
    publisher.serves("/a", file(CSV, content_type="text/csv"))
    publisher.serves("/b", file(CSV, content_type="text/csv"), file(CSV + CSV, **october))
    run(two)
    result = run(two)
    assert result.received == len(CSV + CSV)
    assert result.receipt.vintage == date(2026, 10, 6)
    assert receipts.verify(result.folder) == result.receipt
    assert (result.folder / "a.csv").read_bytes() == CSV


def test_the_year_that_has_not_begun_is_left_aside_but_no_other(publisher, run):
    this_year = datetime.now(UTC).year
    yearly = card(Download("cimt_{year}.zip", "{statcan}/cimt_{year}.zip", this_year - 1))
    last = servers.zipped({"ODPFN014.csv": b"YearMonth,HS6\r\n"})
    publisher.serves(f"/cimt_{this_year - 1}.zip", file(last))
    publisher.serves(f"/cimt_{this_year}.zip", servers.page())
    result = run(yearly)
    assert [entry.file for entry in result.receipt.files] == [f"cimt_{this_year - 1}.zip"]
    assert any("Pas encore publié" in note for note in run.notes)
    publisher.serves(f"/cimt_{this_year}.zip", file(GOOD))
    assert len(run(yearly).receipt.files) == 2
    publisher.serves(f"/cimt_{this_year}.zip", status(404))
    assert "n'existe pas (ou plus)" in refused(run, yearly)


def test_an_older_year_that_disappears_is_an_error(publisher, run):
    this_year = datetime.now(UTC).year
    yearly = card(Download("cimt_{year}.zip", "{statcan}/cimt_{year}.zip", this_year - 1))
    publisher.serves(f"/cimt_{this_year}.zip", file(GOOD))
    assert f"cimt_{this_year - 1}.zip n'existe pas" in refused(run, yearly)
