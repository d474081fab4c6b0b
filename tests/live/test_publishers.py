"""The publishers' own servers: every documented address answers with data (`pytest -m live`)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from etl.fetch import FetchSettings
from etl.fetch.connection import Connection, read
from etl.fetch.listing import WDS, Catalogues, released
from etl.fetch.transfer import Transfer
from etl.source import discover
from tests.fetch.kit import Notes

pytestmark = pytest.mark.live
LAST_YEAR = datetime.now(UTC).year - 1
FILES = [
    (code, one)
    for code, entry in discover().items()
    for download in entry.source.downloads
    for one in download.for_years(LAST_YEAR)[-1:]
]
ENOUGH = 1 << 16


@pytest.fixture
def settings():
    return FetchSettings.from_environment()


@pytest.fixture
def connection(settings):
    with Connection(settings) as opened:
        yield opened


@pytest.mark.parametrize(
    ("code", "download"), FILES, ids=[f"{code}-{d.file or d.listing.pattern}" for code, d in FILES]
)
def test_a_file_is_where_its_card_says(settings, connection, tmp_path, code, download):
    """The first bytes are asked for, not the whole: be gentle with the publishers."""
    if download.url:
        url = settings.address(download.url)
    else:
        catalogues = Catalogues(Transfer(connection, settings, Notes()), tmp_path)
        url = catalogues.place(download.listing).url
    with connection.open(url, {}) as response:
        assert response.status_code == 200, f"{url}: {response.status_code}"
        head = b""
        while len(head) < ENOUGH and (chunk := read(response)):
            head += chunk
    assert not head.lstrip().lower().startswith((b"<!doctype", b"<html")), f"{url} is a web page"
    if url.endswith((".zip", ".xlsx")):
        assert head.startswith(b"PK")


def test_the_catalogue_names_the_files_that_have_an_address_too(settings, connection, tmp_path):
    catalogues = Catalogues(Transfer(connection, settings, Notes()), tmp_path)
    for _code, download in FILES:
        if download.listing and download.listing.catalogue == "ckan":
            assert catalogues.place(download.listing).url


def test_statistics_canada_tells_the_release_day(settings, connection):
    day = released(connection, settings.address(WDS), "12100175", settings.largest_json)
    assert day is not None
