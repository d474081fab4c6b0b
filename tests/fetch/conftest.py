"""A publisher on loopback, and a fetch from it with short patience."""

from __future__ import annotations

import pytest

from etl.fetch import FetchSettings, fetch
from tests.fetch.kit import Notes, card
from tests.servers import Publisher


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
        bases = dict.fromkeys(("statcan", "ircc", "worldbank", "opencanada"), publisher.url)
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
