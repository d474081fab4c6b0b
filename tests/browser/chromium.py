"""The system's Chromium, driven by Playwright, and a page that notes all that should not happen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as PlaywrightTimeout

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages of one reader share what was compiled of the scripts.
    "--process-per-site",
)
# A page of a test lives for seconds: what V8 puts into its best machine code, and into a small young
# generation emptied again and again, is never paid back. A tenth of the whole work.
SHORT_LIVED = ("--js-flags=--no-turbofan --min-semi-space-size=32",)
DESKTOP = (1440, 900)
PHONE = (390, 844)
PATIENCE = 60_000  # milliseconds; a first view on a busy machine of two cores has taken 25 s

# Streamlit has finished when it is connected, runs nothing, shows nothing stale and has drawn its
# charts and the tables in sight; it must stay so for a moment, since a widget's answer starts a run
# a little later.
_QUIET = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const waiting = '[data-stale="true"], [data-testid="stSkeleton"], [data-testid="stSpinner"]';
    const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
    const tables = [...document.querySelectorAll('[data-testid="stDataFrame"]')]
        .filter(table => table.offsetParent !== null);
    const quiet = app !== null
        && app.dataset.testConnectionState === 'CONNECTED'
        && app.dataset.testScriptState === 'notRunning'
        && document.querySelector('h1, [data-testid="stException"]') !== null
        && document.querySelector(waiting) === null
        && charts.every(chart => chart.querySelector('svg.main-svg') !== null)
        && tables.every(table => table.querySelector('table') !== null);
    if (!quiet) { window.quietSince = undefined; return false; }
    window.quietSince ??= performance.now();
    return performance.now() - window.quietSince > 500;
}"""


def executable() -> str | None:
    """Return the path of the system's Chromium, or None.

    The headless shell is the same engine without the browser's own window, and does a third less work.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return next((path for path in map(shutil.which, names) if path), None)


@contextmanager
def launch(path: str, flags: Sequence[str] = ()) -> Iterator[Browser]:
    """Start the Chromium at `path`, with some `flags` more; it is closed with the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watch:
    """What a page did that no page may do: ask another server, complain, fail."""

    address: str
    problems: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))

    def _request(self, request: Request) -> None:
        own = (self.address, self.address.replace("http:", "ws:"), "data:", "blob:", "about:")
        if not request.url.startswith(own):
            self.problems.append(f"request to another server: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            where = message.location.get("url", "")
            self.problems.append(f"console error: {message.text[:300]} ({where})")


def new_context(browser: Browser, size: tuple[int, int] = DESKTOP) -> BrowserContext:
    """A reader's browser: what it keeps, no other reader has."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="fr-CA",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE)
    return context


def new_page(browser: Browser, size: tuple[int, int] = DESKTOP) -> Page:
    """Open a page in a context of its own, as a new reader's browser would."""
    return new_context(browser, size).new_page()


def wait_ready(page: Page) -> None:
    """Wait until Streamlit has finished the run and drawn what it sent."""
    page.evaluate("() => { window.quietSince = undefined; }")
    try:
        page.wait_for_function(_QUIET, polling=100)
    except PlaywrightTimeout as error:
        state = page.locator('[data-testid="stApp"]').evaluate_all(
            "found => found.map(app => ({...app.dataset}))"
        )
        raise AssertionError(f"{page.url} is not drawn after {PATIENCE} ms: {state}") from error


def show_whole(page: Page) -> None:
    """Make the window as tall as what Streamlit scrolls in its inner box, so a picture holds it all."""
    for _attempt in range(3):
        width = page.evaluate("() => innerWidth")
        height = page.evaluate(
            """() => {
                const main = document.querySelector('[data-testid="stMain"]');
                return Math.ceil(innerHeight - main.clientHeight + main.scrollHeight);
            }"""
        )
        if height <= page.evaluate("() => innerHeight"):
            return
        page.set_viewport_size({"width": width, "height": height})
        wait_ready(page)
