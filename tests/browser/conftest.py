"""A served dashboard and watched pages: a test fails on a foreign request or a console error."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium
from tests.browser.dashboard_server import serve

expect.set_options(timeout=chromium.PATIENCE)  # a busy machine is slow, not wrong


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.executable()
    if path is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with chromium.launch(path) as launched:
        yield launched


@pytest.fixture(scope="session")
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server writes what it tells the operator and not the reader."""
    return tmp_path_factory.mktemp("server") / "log.txt"


@pytest.fixture(scope="session")
def server(browser: Browser, data_dir: Path, server_log: Path) -> Iterator[str]:
    """Address of one dashboard for all tests; `browser` stands first, to skip before starting it."""
    with serve(data_dir, server_log) as address:
        yield address


@pytest.fixture
def watched(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Make watched pages of any server, each in a context of its own; the test fails if one misbehaved."""
    watches: list[chromium.Watch] = []
    pages: list[Page] = []

    def make(address: str, size: tuple[int, int] = chromium.DESKTOP) -> Page:
        page = chromium.new_page(browser, size)
        watch = chromium.Watch(address)
        watch.follow(page)
        watches.append(watch)
        pages.append(page)
        return page

    yield make
    for page in pages:
        page.context.close()
    problems = [problem for watch in watches for problem in watch.problems]
    assert not problems, "\n".join(problems)


@pytest.fixture
def visit(server: str, server_log: Path, watched: Callable[..., Page]) -> Callable[..., Page]:
    """Open an address as a new reader and wait until it is drawn: `visit("/commerce?geo=CA")`."""

    def go(path: str, size: tuple[int, int] = chromium.DESKTOP) -> Page:
        page = watched(server, size)
        page.goto(f"{server}{path}")
        chromium.wait_ready(page)
        if page.get_by_test_id("stException").count():
            said = server_log.read_text(encoding="utf-8")
            pytest.fail(f"{path} failed; the server said:\n{said[-4000:]}", pytrace=False)
        return page

    return go
