"""Servers that are busy, slow, gone, or cut the connection."""

from __future__ import annotations

import time

import pytest

from etl import receipts
from etl.fetch import Outcome
from etl.source import Download
from tests import servers
from tests.fetch.kit import (
    BIG,
    BIG_ZIP,
    CSV,
    CSV_CARD,
    GOOD,
    PATH,
    card,
    refused,
)
from tests.servers import file, status

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
