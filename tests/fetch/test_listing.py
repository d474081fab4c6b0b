"""Files that moved, or that only a catalogue can name: open.canada.ca's and Statistics Canada's."""

from __future__ import annotations

import json
from datetime import date

import pytest

from etl.fetch import Outcome
from etl.source import Download, Listing
from tests import publishers, servers
from tests.fetch.kit import CSV, GOOD, PATH, card, refused
from tests.servers import file, json_body, status

DATASET = "360024f2-17e9-4558-bfc1-3616485d65b9"
STUDY = card(
    Download("study.csv", "{ircc}/data/study.csv", listing=Listing("ckan", DATASET, r"study\.csv"))
)
TABLE = card(Download("12100175-eng.zip", f"{{statcan}}{PATH}", listing=Listing("wds", "12100175")))
POSITIONS = card(
    Download("", "", listing=Listing("ckan", DATASET, r"tfwp[0-9]{4}_annual_table_10_f\.csv"))
)
ASKED = f"{publishers.WDS}12100175/en"
METADATA = "/t1/wds/rest/getCubeMetadata"


def listed(publisher, *addresses):
    publisher.serves(publishers.CATALOGUE, publishers.dataset(publisher, list(addresses)))


@pytest.mark.parametrize(
    "gone", [status(404), status(410), servers.page()], ids=["404", "410", "page"]
)
def test_a_file_that_moved_is_found_in_the_catalogue(publisher, run, gone):
    publisher.serves("/data/study.csv", gone)
    publisher.serves("/new/Study.csv", file(b"another\r\n", content_type="text/csv"))
    publisher.serves("/new/study.csv", file(CSV, content_type="text/csv"))
    listed(publisher, "/new/study.pdf", "/new/Study.csv", "/new/study.csv", "/a/b/study.csv.zip")
    result = run(STUDY)
    assert (result.folder / "study.csv").read_bytes() == CSV
    assert result.receipt.files[0].url == f"{publisher.url}/new/study.csv"
    assert any("a déménagé" in note for note in run.notes)
    assert publisher.asked[1].path.endswith(f"?id={DATASET}")


def test_a_catalogue_that_does_not_help_changes_nothing(publisher, run):
    publisher.serves("/data/study.csv", status(404))
    for answer in (
        status(500),
        servers.page(),
        json_body('{"success": false, "error": {"message": "Not found"}}'),
        json_body('{"success": true, "result": {"resources": [{"url": null}, 3]}}'),
        json_body("[]"),
        publishers.dataset(publisher, ["/data/study.csv"]),
    ):
        publisher.serves(publishers.CATALOGUE, answer)
        assert "/data/study.csv (réponse 404)" in refused(run, STUDY)


def test_a_file_without_an_address_is_the_newest_that_the_catalogue_names(publisher, run):
    names = [f"/r/{n}/tfwp{year}_annual_table_10_f.csv" for n, year in ((2, 2024), (1, 2023))]
    for name in names:
        publisher.serves(name, file(name.encode(), content_type="text/csv"))
    listed(publisher, *names, "/r/3/tfwp2025_annual_table_10_e.csv")
    result = run(POSITIONS)
    assert [entry.file for entry in result.receipt.files] == ["tfwp2024_annual_table_10_f.csv"]
    assert run(POSITIONS).outcome is Outcome.NOT_CHANGED


def test_a_file_that_no_catalogue_names_is_said_so(publisher, run):
    listed(publisher, "/r/1/tfwp2023_annual_table_13_e.csv")
    assert "n'est pas dans le catalogue" in refused(run, POSITIONS)


def test_a_catalogue_cannot_send_us_off_the_web(publisher, run):
    body = json.dumps(
        {"success": True, "result": {"resources": [{"url": "file:///data/study.csv"}]}}
    )
    publisher.serves("/data/study.csv", status(404))
    publisher.serves(publishers.CATALOGUE, json_body(body))
    refused(run, STUDY)
    assert any("refusé" in note for note in run.notes)


def test_a_statistics_canada_table_that_moved_is_found_by_its_service(publisher, run):
    publisher.serves(PATH, status(404))
    publisher.serves("/n2/12100175-eng.zip", file(GOOD))
    where = json.dumps({"status": "SUCCESS", "object": f"{publisher.url}/n2/12100175-eng.zip"})
    publisher.serves(ASKED, json_body(where))
    assert run(TABLE).outcome is Outcome.FETCHED


def test_the_service_says_failure_in_its_body(publisher, run):
    publisher.serves(PATH, status(404))
    publisher.serves(ASKED, json_body('{"status": "FAILED", "object": "Table not found"}'))
    assert "réponse 404" in refused(run, TABLE)
    assert any("Table not found" in note for note in run.notes)


def test_a_table_locked_for_the_night_is_not_released_yet(publisher, run):
    publisher.serves(PATH, status(404))
    publisher.serves(ASKED, status(409))
    assert run(TABLE).outcome is Outcome.NOT_RELEASED


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            json_body('[{"status":"SUCCESS","object":{"releaseTime":"2026-09-03T08:30"}}]'),
            date(2026, 9, 3),
        ),
        (json_body('[{"status":"FAILED","object":"no such table"}]'), None),
        (json_body("[]"), None),
        (servers.page(), None),
        (status(409), None),
        (servers.hang_up(), None),
    ],
)
def test_a_file_without_a_date_has_the_release_day_of_the_metadata(
    publisher, run, answer, expected
):
    publisher.serves(PATH, file(GOOD, modified=None))
    publisher.serves(METADATA, answer)
    result = run(TABLE)
    retrieved = date.fromisoformat(result.receipt.retrieved_at[:10])
    assert result.receipt.vintage == (expected or retrieved)


def test_a_mirror_stands_for_the_addresses_that_catalogues_give(publisher, run):
    official = "https://www.ircc.canada.ca/moved/study.csv"
    body = json.dumps({"success": True, "result": {"resources": [{"url": official}]}})
    publisher.serves("/data/study.csv", status(404))
    publisher.serves(publishers.CATALOGUE, json_body(body))
    publisher.serves("/moved/study.csv", file(CSV, content_type="text/csv"))
    assert run(STUDY).receipt.files[0].url == f"{publisher.url}/moved/study.csv"
