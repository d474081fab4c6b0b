"""A served dashboard and watched pages: a test fails on a foreign request or a console error."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import chromium, view
from tests.browser.dashboard_server import serve
from tests.navigation import Entry

expect.set_options(timeout=chromium.PATIENCE)  # a busy machine is slow, not wrong


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.executable()
    if path is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with chromium.launch(path, chromium.SHORT_LIVED) as launched:
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
def watch() -> Iterator[Callable[[Page, str], Page]]:
    """Watch pages of a server; the test fails if one misbehaved."""
    watches: list[chromium.Watch] = []
    pages: list[Page] = []

    def follow(page: Page, address: str) -> Page:
        watches.append(chromium.Watch(address))
        watches[-1].follow(page)
        pages.append(page)
        return page

    yield follow
    for page in pages:
        page.close()
    problems = [problem for one in watches for problem in one.problems]
    assert not problems, "\n".join(problems)


@pytest.fixture
def watched(browser: Browser, watch: Callable[[Page, str], Page]) -> Iterator[Callable[..., Page]]:
    """Make watched pages of any server, each for a new reader."""
    pages: list[Page] = []

    def make(address: str, size: tuple[int, int] = chromium.DESKTOP) -> Page:
        pages.append(watch(chromium.new_page(browser, size), address))
        return pages[-1]

    yield make
    for page in pages:
        page.context.close()


@pytest.fixture(scope="session")
def returning(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """The browser of a reader who has been here before: scripts are fetched and compiled once.

    It keeps a page open, without which Chromium ends the process that holds them.
    """
    context = chromium.new_context(browser)
    context.new_page().goto(f"{server}/healthz")
    yield context
    context.close()


@pytest.fixture
def visit(
    server: str,
    server_log: Path,
    returning: BrowserContext,
    watch: Callable[[Page, str], Page],
) -> Callable[..., Page]:
    """Open an address and wait until it is drawn: `visit("/commerce?geo=CA")`."""

    def go(path: str, size: tuple[int, int] = chromium.DESKTOP) -> Page:
        page = watch(returning.new_page(), server)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(f"{server}{path}")
        chromium.wait_ready(page)
        if page.get_by_test_id("stException").count():
            said = server_log.read_text(encoding="utf-8")
            pytest.fail(f"{path} failed; the server said:\n{said[-4000:]}", pytrace=False)
        return page

    return go


@pytest.fixture(scope="module")
def walkers() -> Iterator[dict[str, tuple[Page, chromium.Watch]]]:
    """The page of a reader of each language, who goes from one page of the dashboard to the next."""
    pages: dict[str, tuple[Page, chromium.Watch]] = {}
    yield pages
    for page, _seen in pages.values():
        page.close()


@pytest.fixture
def walk(
    server: str,
    returning: BrowserContext,
    walkers: dict[str, tuple[Page, chromium.Watch]],
) -> Iterator[Callable[[Entry, str], Page]]:
    """Follow the link to a page from the one where the reader of a language stands."""

    def go(entry: Entry, lang: str) -> Page:
        if lang not in walkers:
            page, watch = returning.new_page(), chromium.Watch(server)
            watch.follow(page)
            walkers[lang] = page, watch
            page.goto(f"{server}/?lang={lang}")
            chromium.wait_ready(page)
        page = walkers[lang][0]
        width, height = chromium.DESKTOP
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="light")
        chromium.wait_ready(page)
        if entry.is_listed:
            link = view.in_navigation(page, f"{server}{entry.address}")
        else:
            link = page.locator(f'.colophon a[href^="{entry.address[1:]}"]')
        label = link.inner_text()
        link.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(label)
        chromium.wait_ready(page)
        return page

    yield go
    problems = [problem for _page, watch in walkers.values() for problem in watch.problems]
    for _page, watch in walkers.values():
        watch.problems.clear()
    assert not problems, "\n".join(problems)
