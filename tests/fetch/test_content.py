"""What pretends to be data is refused."""

from __future__ import annotations

import zipfile

import pytest

from etl import receipts
from etl.fetch import Outcome
from tests import servers
from tests.fetch.kit import (
    CSV_CARD,
    GOOD,
    JSON_CARD,
    PATH,
    card,
    refused,
)
from tests.servers import file

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
