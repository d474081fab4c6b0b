"""Downloads against a real server on loopback that behaves, and misbehaves, as publishers do."""

from __future__ import annotations

import fcntl
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from etl import receipts
from etl.fetch import FetchError, FetchSettings, Outcome, fetch
from etl.fetch.connection import is_safe_redirect
from etl.source import Download, Licence, Source, Text
from tests import servers
from tests.servers import Publisher, file, status

PATH = "/n1/tbl/csv/12100175-eng.zip"
GOOD = servers.statcan_zip("12100175", 1633200, 464700)
LATER = servers.statcan_zip("12100175", 1633200, 464700, 73100)
CSV = b"EN_YEAR\tTOTAL\r\n2025\t--\r\n"
BIG = random.Random(2).randbytes(600_000)
BIG_ZIP = servers.zipped({"12100175.csv": BIG})


def card(*downloads):
    return Source(
        code="statcan_12100175",
        publisher=Text("Statistique Canada", "Statistics Canada"),
        title=Text("Commerce", "Trade"),
        number="12-10-0175-01",
        landing_page=Text("", ""),
        downloads=downloads or (Download("12100175-eng.zip", f"{{statcan}}{PATH}"),),
        licence=Licence.STATCAN_OPEN,
        rhythm="monthly",
        lag_days=35,
        tables=("trade_partner_monthly",),
    )


CSV_CARD = card(Download("study.csv", "{ircc}/study.csv"))
JSON_CARD = card(Download("gdp.json", "{worldbank}/gdp?format=json"))


class Notes(list):
    """A progress that remembers."""

    def begin(self, file, total, done):
        self.append(f"begin {file} {total} {done}")

    def advance(self, count):
        pass

    def note(self, sentence):
        self.append(sentence)


@pytest.fixture
def publisher(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with Publisher() as running:
        yield running


@pytest.fixture
def run(publisher, tmp_path):
    """Fetch a card from the server with short patience; keyword arguments are settings."""

    def fetch_now(source=None, **settings):
        patience = {"backoff": 0.01, "retries": 3, "read_timeout": 5.0, "total_seconds": 20.0}
        bases = dict.fromkeys(("statcan", "ircc", "worldbank"), publisher.url)
        run.notes = Notes()
        return fetch(
            source or card(),
            tmp_path,
            FetchSettings(base_urls=bases, **(patience | settings)),
            run.notes,
        )

    run = fetch_now
    run.raw = tmp_path
    run.home = tmp_path / "statcan_12100175"
    return run


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def refused(run, source=None, **settings):
    """Fetch, expect one clear sentence that leaves the published vintages alone, return it."""
    before = {p: tree(p) for p in receipts.folders(run.raw, "statcan_12100175")}
    with pytest.raises(FetchError) as caught:
        run(source, **settings)
    sentence = str(caught.value)
    assert sentence.startswith("statcan_12100175 : ")
    assert sentence.endswith("n'ont pas été touchées.")
    assert "\n" not in sentence
    assert {p: tree(p) for p in receipts.folders(run.raw, "statcan_12100175")} == before
    return sentence


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


# Servers that are busy, slow or gone


def test_too_many_requests_waits_as_long_as_asked(publisher, run):
    publisher.serves(PATH, status(429, Retry_After="1"), file(GOOD))
    began = time.monotonic()
    assert run().outcome is Outcome.FETCHED
    assert time.monotonic() - began >= 1
    assert any("429" in note for note in run.notes)


def test_a_wait_beyond_our_patience_is_refused_at_once(publisher, run):
    publisher.serves(PATH, status(429, Retry_After="86400"))
    began = time.monotonic()
    assert "86400 s" in refused(run)
    assert time.monotonic() - began < 2
    assert len(publisher.asked) == 1


@pytest.mark.parametrize("code", [500, 502, 503, 504])
def test_a_passing_server_error_is_tried_again(publisher, run, code):
    publisher.serves(PATH, status(code), status(code), file(GOOD))
    assert run().outcome is Outcome.FETCHED
    assert len(publisher.asked) == 3


def test_a_lasting_server_error_ends_after_the_tries_allowed(publisher, run):
    publisher.serves(PATH, status(503))
    assert "réponse 503, essais : 4" in refused(run)
    assert len(publisher.asked) == 4


def test_an_unreadable_wait_is_ignored(publisher, run):
    publisher.serves(PATH, status(503, Retry_After="soon"), file(GOOD))
    assert run().outcome is Outcome.FETCHED


def test_a_server_that_says_nothing_is_left(publisher, run):
    publisher.serves(PATH, servers.silent())
    assert "délai de lecture dépassé, essais : 2" in refused(run, read_timeout=0.2, retries=1)


def test_a_server_that_hangs_up_is_tried_again(publisher, run):
    publisher.serves(PATH, servers.hang_up(), file(GOOD))
    assert run().outcome is Outcome.FETCHED


def test_a_server_that_is_not_there_is_said_so(run):
    gone = card(Download("a.csv", "http://127.0.0.1:9/a.csv"))
    assert "serveur injoignable, essais : 3" in refused(run, gone)


def test_a_proxy_that_is_not_there_is_said_so(run, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert "mandataire (proxy) injoignable" in refused(
        run, card(Download("a.csv", "http://publisher.invalid/a.csv"))
    )


def test_an_encryption_that_fails_is_said_so(publisher, run):
    secure = publisher.url.replace("http:", "https:")
    assert "REQUESTS_CA_BUNDLE" in refused(run, card(Download("a.csv", f"{secure}/a.csv")))


@pytest.mark.parametrize("code", [404, 410])
def test_a_file_that_moved_away_is_said_so(publisher, run, code):
    publisher.serves(PATH, status(code))
    sentence = refused(run)
    assert f"réponse {code}" in sentence
    assert PATH in sentence
    assert len(publisher.asked) == 1


def test_a_forbidden_file_is_said_so(publisher, run):
    publisher.serves(PATH, status(403))
    assert "est refusé par" in refused(run)


def test_an_unasked_304_is_no_file(publisher, run):
    publisher.serves(PATH, status(304))
    assert "réponse 304" in refused(run)


def test_the_standard_proxy_is_used(publisher, run, monkeypatch):
    monkeypatch.setenv("http_proxy", publisher.url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    publisher.serves("http://publisher.invalid/a.csv", file(CSV, content_type="text/csv"))
    result = run(card(Download("a.csv", "http://publisher.invalid/a.csv")))
    assert result.outcome is Outcome.FETCHED


# Downloads that are cut


def test_a_cut_download_goes_on_where_it_stopped(publisher, run):
    publisher.serves(PATH, file(BIG_ZIP, cut_at=250_000), file(BIG_ZIP))
    result = run()
    assert (result.folder / "12100175-eng.zip").read_bytes() == BIG_ZIP
    assert result.received == len(BIG_ZIP)
    assert publisher.asked[1].headers["Range"] == "bytes=250000-"
    assert publisher.asked[1].headers["If-Range"] == result.receipt.files[0].etag


def test_a_later_fetch_goes_on_where_an_earlier_one_stopped(publisher, run):
    publisher.serves(PATH, file(BIG_ZIP, cut_at=250_000))
    refused(run, retries=0)
    publisher.serves(PATH, file(BIG_ZIP))
    assert run().received == len(BIG_ZIP) - 250_000
    assert [path.name for path in run.home.iterdir()] == ["2026-09-03"]


def test_without_a_validator_a_cut_download_starts_again(publisher, run):
    plain = {"etag": None, "modified": None}
    publisher.serves(PATH, file(BIG_ZIP, cut_at=250_000, **plain), file(BIG_ZIP, **plain))
    result = run()
    assert "Range" not in publisher.asked[1].headers
    assert (result.folder / "12100175-eng.zip").read_bytes() == BIG_ZIP


def test_bytes_of_one_address_are_not_continued_from_another(publisher, run):
    publisher.serves(PATH, file(BIG_ZIP, etag='"1"', cut_at=250_000))
    refused(run, retries=0)
    other = servers.zipped({"12100175.csv": BIG[::-1]})
    publisher.serves("/moved.zip", file(other, etag='"1"'))
    result = run(card(Download("12100175-eng.zip", "{statcan}/moved.zip")))
    assert (result.folder / "12100175-eng.zip").read_bytes() == other


def test_a_cut_in_an_encoded_body_starts_again(publisher, run):
    rows = b"".join(b"%d\t%d\r\n" % (n, n * n) for n in range(20_000))
    publisher.serves("/study.csv", servers.gzipped(rows, cut_at=50_000), servers.gzipped(rows))
    assert (run(CSV_CARD).folder / "study.csv").read_bytes() == rows
    assert "Range" not in publisher.asked[1].headers


def test_a_range_cut_short_by_the_server_is_gone_on_from(publisher, run):
    publisher.serves(PATH, file(BIG_ZIP, cut_at=250_000), file(BIG_ZIP, most_per_range=200_000))
    assert (run().folder / "12100175-eng.zip").read_bytes() == BIG_ZIP


def test_a_server_without_ranges_sends_it_all_again(publisher, run):
    publisher.serves(PATH, file(BIG_ZIP, cut_at=250_000), file(BIG_ZIP, ranges=False))
    assert (run().folder / "12100175-eng.zip").read_bytes() == BIG_ZIP


@pytest.mark.parametrize("heeds", [True, False])
def test_a_file_that_changed_meanwhile_is_never_glued_to_the_old_one(publisher, run, heeds):
    other = servers.zipped({"12100175.csv": BIG[::-1]})
    publisher.serves(PATH, file(BIG_ZIP, cut_at=250_000), file(other, heeds_if_range=heeds))
    assert (run().folder / "12100175-eng.zip").read_bytes() == other


def test_a_range_that_cannot_be_given_starts_again(publisher, run):
    publisher.serves(PATH, file(BIG_ZIP, cut_at=250_000), status(416), file(BIG_ZIP))
    assert (run().folder / "12100175-eng.zip").read_bytes() == BIG_ZIP


def test_files_that_had_arrived_are_not_asked_again_in_full(publisher, run):
    two = card(Download("a.csv", "{ircc}/a"), Download("b.csv", "{ircc}/b"))
    publisher.serves("/a", file(CSV, content_type="text/csv"))
    publisher.serves("/b", status(404))
    refused(run, two)
    publisher.serves("/b", file(CSV, content_type="text/csv"))
    result = run(two)
    assert result.received == len(CSV)
    assert receipts.verify(result.folder) == result.receipt


def test_a_length_that_is_not_kept_is_a_cut(publisher, run):
    publisher.serves("/study.csv", servers.announcing(5000, CSV))
    assert "essais : 4" in refused(run, CSV_CARD)
    publisher.serves("/study.csv", servers.announcing(5000, CSV), file(CSV))
    assert (run(CSV_CARD).folder / "study.csv").read_bytes() == CSV


def test_a_length_shorter_than_the_archive_is_seen_by_its_content(publisher, run):
    publisher.serves(PATH, servers.announcing(len(GOOD) - 30, GOOD))
    assert "tronquée" in refused(run)


# Responses that do not end


def test_an_endless_response_is_refused(publisher, run):
    publisher.serves("/study.csv", servers.endless())
    assert "CAP_ALA_FETCH_LARGEST_FILE" in refused(run, CSV_CARD, largest_file=1 << 20)
    assert not list(run.home.rglob("*.part"))


def test_an_announced_length_over_the_limit_is_refused_unread(publisher, run):
    publisher.serves(PATH, file(BIG_ZIP))
    assert "la limite est 1000" in refused(run, largest_file=1000)


def test_a_response_that_drips_ends_with_our_time(publisher, run):
    publisher.serves("/study.csv", servers.endless(pause=0.05, chunk=b"a"))
    began = time.monotonic()
    assert "CAP_ALA_FETCH_TOTAL_SECONDS" in refused(run, CSV_CARD, total_seconds=0.5)
    assert time.monotonic() - began < 2


def test_silence_ends_with_our_time(publisher, run):
    publisher.serves(PATH, servers.silent())
    began = time.monotonic()
    refused(run, read_timeout=30.0, total_seconds=0.3)
    assert time.monotonic() - began < 2


def test_waits_do_not_outlive_our_time(publisher, run):
    publisher.serves(PATH, status(503, Retry_After="5"))
    began = time.monotonic()
    assert "CAP_ALA_FETCH_TOTAL_SECONDS" in refused(run, total_seconds=1.0)
    assert time.monotonic() - began < 2


def test_a_gzip_bomb_on_the_way_is_stopped_by_its_unpacked_size(publisher, run):
    publisher.serves("/study.csv", servers.gzipped(b"a,b\r\n" * (1 << 20)))
    assert "CAP_ALA_FETCH_LARGEST_FILE" in refused(run, CSV_CARD, largest_file=1 << 20)


# What pretends to be data


@pytest.mark.parametrize("source", [card(), CSV_CARD, JSON_CARD], ids=["zip", "csv", "json"])
def test_a_web_page_with_status_200_is_refused(publisher, run, source):
    for path in (PATH, "/study.csv", "/gdp"):
        publisher.serves(path, servers.page(title="We couldn't find that"))
    assert "est une page web (« We couldn't find that »)" in refused(run, source)
    assert not list(run.home.rglob("*.part"))


def test_a_page_that_calls_itself_csv_is_refused(publisher, run):
    publisher.serves("/study.csv", file(b"\xef\xbb\xbf \n<html>", content_type="text/csv"))
    assert "est une page web" in refused(run, CSV_CARD)


def test_text_that_is_called_a_page_is_refused(publisher, run):
    publisher.serves("/study.csv", file(b"maintenance", content_type="text/html"))
    assert "est une page web" in refused(run, CSV_CARD)


def test_an_archive_that_is_called_a_page_is_still_an_archive(publisher, run):
    publisher.serves(PATH, file(GOOD, content_type="text/html"))
    assert run().outcome is Outcome.FETCHED


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (GOOD[:-40], "tronquée ou abîmée"),
        (GOOD[:60] + bytes(20) + GOOD[80:], "abîmée"),
        (b"REF_DATE,GEO\r\n", "n'est pas une archive zip"),
        (b'{"status": "FAILED", "object": "Table is locked"}', "Table is locked"),
        (b"", "est vide"),
        (servers.zipped({}), "archive zip vide"),
        (servers.zipped({"../../etc/cron.d/x": b"x"}), "chemin interdit"),
        (servers.zipped({"/etc/passwd": b"x"}), "chemin interdit"),
        (servers.zipped({"..\\x": b"x"}), "chemin interdit"),
        (servers.zipped({"C:x": b"x"}), "chemin interdit"),
        (servers.zipped({"0.csv": bytes(9_000_000)}), "CAP_ALA_FETCH_LARGEST_RATIO"),
    ],
)
def test_an_archive_that_is_damaged_or_hostile_is_refused(publisher, run, body, words):
    publisher.serves(PATH, file(body))
    assert words in refused(run)
    assert receipts.newest(run.raw, "statcan_12100175") is None


def test_archives_beyond_the_limits_are_refused(publisher, run):
    publisher.serves(PATH, file(servers.zipped({f"{n}.csv": b"a" * 99 for n in range(5)})))
    assert "CAP_ALA_FETCH_MOST_MEMBERS" in refused(run, most_members=4)
    assert "CAP_ALA_FETCH_LARGEST_UNPACKED" in refused(run, largest_unpacked=400)


def test_a_link_in_an_archive_is_refused(publisher, run):
    link = zipfile.ZipInfo("data.csv")
    link.external_attr = 0o120777 << 16
    path = run.raw / "made.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    publisher.serves(PATH, file(path.read_bytes()))
    assert "chemin interdit" in refused(run)


def test_a_refused_file_is_asked_again_from_the_start(publisher, run):
    publisher.serves(PATH, file(GOOD[:-40]), file(GOOD))
    refused(run)
    assert run().outcome is Outcome.FETCHED
    assert "Range" not in publisher.asked[1].headers


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"status":"FAILED","object":"Invalid value for productId"}', "Invalid value"),
        (b'[{"status":"FAILED","object":"Failed to process"}]', "Failed to process"),
        (b'{"success": false, "error": {"message": "Not found"}}', "Not found"),
        (
            b'[{"message":[{"id":"120","value":"The provided parameter is not valid"}]}]',
            "parameter",
        ),
        (b'[{"page":1,"pages":1},[{"indi', "JSON tronqué"),
    ],
)
def test_a_failure_in_a_200_body_is_refused(publisher, run, body, words):
    publisher.serves("/gdp", file(body, content_type="application/json"))
    assert words in refused(run, JSON_CARD)


@pytest.mark.parametrize(
    "body",
    [
        b'{"status":"SUCCESS","object":"https://example.invalid/a.zip"}',
        b'{"success": true, "result": {}}',
        b'[{"page":1,"pages":1},[{"value":null,"obs_status":""}]]',
    ],
)
def test_good_json_is_kept(publisher, run, body):
    publisher.serves("/gdp", file(body, content_type="application/json"))
    assert run(JSON_CARD).outcome is Outcome.FETCHED


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (GOOD, "binaire"),
        (b'{"error": 1}', "est du JSON"),
        (b"a\x00b", "binaire"),
    ],
)
def test_a_table_must_be_text(publisher, run, body, words):
    publisher.serves("/study.csv", file(body, content_type="text/csv"))
    assert words in refused(run, CSV_CARD)


def test_json_beyond_the_limit_is_refused(publisher, run):
    publisher.serves("/gdp", servers.json_body('[{"page": 1}]'))
    assert "CAP_ALA_FETCH_LARGEST_JSON" in refused(run, JSON_CARD, largest_json=5)


# Disks and other processes


def test_a_full_disk_is_said_so_and_leaves_the_last_vintage(publisher, run):
    publisher.serves(PATH, file(GOOD), file(BIG_ZIP))
    run()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, limits[1]))
    try:
        assert "impossible d'écrire" in refused(run)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert receipts.newest(run.raw, "statcan_12100175").vintage == date(2026, 9, 3)
    assert run().outcome is Outcome.FETCHED


def test_a_file_where_the_folder_should_be_is_said_so(publisher, run):
    run.home.write_text("not a folder")
    assert "impossible d'écrire" in refused(run)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said_so(publisher, run):
    publisher.serves(PATH, file(GOOD))
    run.raw.chmod(0o500)
    try:
        assert "impossible d'écrire" in refused(run)
    finally:
        run.raw.chmod(0o700)


def test_two_fetches_of_one_source_do_not_mix(publisher, run):
    run.home.mkdir()
    handle = os.open(run.home, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(FetchError, match="un autre téléchargement"):
            run()
    finally:
        os.close(handle)
    assert publisher.asked == []


@pytest.mark.parametrize("damage", ["receipt", "bytes", "missing", "nonsense"])
def test_a_damaged_vintage_is_named_and_fetched_again(publisher, run, damage):
    publisher.serves(PATH, file(GOOD))
    folder = run().folder
    data = folder / "12100175-eng.zip"
    if damage == "receipt":
        (folder / "receipt.json").unlink()
    elif damage == "nonsense":
        (folder / "receipt.json").write_text('{"files": [{"file": "../x"}]}')
    elif damage == "missing":
        data.unlink()
    else:
        data.write_bytes(GOOD[:-1] + b"?")
    with pytest.raises(
        receipts.ReceiptError, match="python -m etl fetch statcan_12100175"
    ) as caught:
        receipts.newest(run.raw, "statcan_12100175")
    assert str(folder) in str(caught.value)
    result = run()
    assert (result.outcome, result.folder.name) == (Outcome.FETCHED, "2026-09-03.2")
    assert receipts.newest(run.raw, "statcan_12100175").folder == result.folder


def test_stray_files_of_a_killed_fetch_do_no_harm(publisher, run):
    partial = run.home / ".partial"
    (partial / ".vintage").mkdir(parents=True)
    (partial / ".vintage" / "old.csv").write_text("x")
    (partial / "12100175-eng.zip.part").write_bytes(b"stray")
    (partial / "12100175-eng.zip.part.json").write_text("{half")
    (partial / "12100175-eng.zip.receipt.json").write_text("{half")
    publisher.serves(PATH, file(GOOD))
    result = run()
    assert {p.name for p in result.folder.iterdir()} == {"12100175-eng.zip", "receipt.json"}
    assert (result.folder / "12100175-eng.zip").read_bytes() == GOOD


KILLED = """
import sys
from pathlib import Path
from tests.unit.test_fetch import Notes, card
from etl.fetch import FetchSettings, fetch
print("ready", flush=True)
fetch(card(), Path(sys.argv[1]), FetchSettings(base_urls={"statcan": sys.argv[2]}), Notes())
"""


@pytest.mark.parametrize("after", [0.0, 0.004, 0.008, 0.016])
def test_a_kill_leaves_a_whole_vintage_or_none(publisher, run, after):
    publisher.serves(PATH, file(BIG_ZIP))
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, run.raw, publisher.url],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
    )
    assert child.stdout.readline() == b"ready\n"
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    receipts.newest(run.raw, "statcan_12100175")
    assert run().outcome in (Outcome.FETCHED, Outcome.NOT_CHANGED)
    assert receipts.newest(run.raw, "statcan_12100175").folder == run.home / "2026-09-03"


# Settings


def test_addresses_are_official_unless_the_environment_says_otherwise():
    official = FetchSettings.from_environment({})
    assert official == FetchSettings()
    assert official.address("{statcan}/n1") == "https://www150.statcan.gc.ca/n1"
    mirror = FetchSettings.from_environment(
        {
            "CAP_ALA_STATCAN_URL": "http://127.0.0.1:8080/",
            "CAP_ALA_FETCH_RETRIES": "0",
            "CAP_ALA_FETCH_READ_TIMEOUT": "2.5",
            "CAP_ALA_FETCH_USER_AGENT": "ministry",
        }
    )
    assert mirror.address("{statcan}/n1") == "http://127.0.0.1:8080/n1"
    assert mirror.address("{worldbank}/v2") == "https://api.worldbank.org/v2"
    assert (mirror.retries, mirror.read_timeout, mirror.user_agent) == (0, 2.5, "ministry")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CAP_ALA_STATCAN_URL", "file:///etc"),
        ("CAP_ALA_FETCH_RETRIES", "many"),
        ("CAP_ALA_FETCH_RETRIES", "-1"),
        ("CAP_ALA_FETCH_LARGEST_FILE", "0"),
        ("CAP_ALA_FETCH_READ_TIMEOUT", "nan"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(variable, value):
    with pytest.raises(FetchError, match=variable):
        FetchSettings.from_environment({variable: value})


@pytest.mark.parametrize(
    ("download", "words"),
    [
        (Download("a.csv", "{nowhere}/a.csv"), "base inconnue"),
        (Download("../a.csv", "{ircc}/a.csv"), "n'est pas simple"),
    ],
)
def test_a_card_that_makes_no_sense_is_named(run, download, words):
    with pytest.raises(FetchError, match=words):
        run(card(download))
