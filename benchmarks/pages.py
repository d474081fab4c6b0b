"""Measures a filter change from click to figures in Chromium, and each page's work on the server.

    python -m benchmarks.pages --steps 40

The floor is a page of one CSV file, one choice and one line chart: what Streamlit and the browser
take by themselves. Its changes and ours are taken in turn, so that a busy moment weighs on both.
A change shows its first figures when a sentence or a chart of the page is another one; it is settled when the
script has ended, nothing is marked stale and the page, charts included, has stopped changing.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator

from benchmarks.figures import percentile
from benchmarks.serving import ROOT, browser_path, floor_page, served, snapshot
from tests.browser import chromium
from tests.navigation import entries

_PATIENCE, _SEED = 60, 2026
_LISTS = ("partner", "period")
_FEW = 2  # with more partners than that, a change takes one away
_IN_SIGHT = 8  # rows of an open list; those below come and go as it is scrolled

# Armed before the click, read after: the clock is the browser's own, from the event to the frame.
_ARM = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    const sentences = ':is([data-testid="stMarkdown"], [data-testid="stCaptionContainer"], '
        + '[data-testid="stHtml"], [data-testid="stAlert"], .js-plotly-plot)';
    const words = () => [...main.querySelectorAll(sentences)]
        .map(sentence => sentence.textContent).join();
    const app = document.querySelector('[data-testid="stApp"]');
    const state = window.change = {before: words(), start: 0, first: 0, drawn: 0, done: false};
    document.addEventListener('pointerdown', event => { state.start = event.timeStamp; },
        {capture: true, once: true});
    const watch = new MutationObserver(() => {
        state.drawn = performance.now();
        if (!state.first && state.start && words() !== state.before) state.first = state.drawn;
    });
    watch.observe(main, {subtree: true, childList: true, characterData: true, attributes: true});
    const look = () => {
        const quiet = app.dataset.testScriptState === 'notRunning'
            && document.querySelector('[data-stale="true"]') === null;
        if (!quiet) state.drawn = performance.now();
        // A first month moved back may leave every word as it was: then the last mark is the first.
        const now = performance.now();
        const isOver = state.first || (state.start && now - state.start > 5000);
        if (isOver && now - state.drawn > 400) {
            watch.disconnect();
            state.first ||= state.drawn;
            state.done = true;
        } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""


@dataclass(frozen=True)
class Change:
    """One change of a choice: milliseconds to the first figures and until all is drawn, bytes sent."""

    kind: str
    first: float
    settled: float
    received: int


class Reader:
    """A page in the browser and one reader's seeded walk through its choices: mostly views never asked."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._page = chromium.new_page(browser)
        self._received = 0
        self._pick = random.Random(_SEED)
        self._page.on("websocket", lambda socket: socket.on("framereceived", self._count))
        self._page.goto(address)
        chromium.wait_ready(self._page)
        self.first_view = self._received

    def _count(self, payload: str | bytes) -> None:
        self._received += len(payload)

    def change(self) -> Change:
        """Change one choice and time it, from the pointer's press on."""
        kind, choice = self._choice()
        before = self._received
        self._page.evaluate(_ARM)
        choice.click()
        done = "() => window.change.done"
        self._page.wait_for_function(done, polling=50, timeout=_PATIENCE * 1000)
        found = self._page.evaluate("() => window.change")
        start = found["start"]
        received = self._received - before
        return Change(kind, found["first"] - start, found["drawn"] - start, received)

    def _choice(self) -> tuple[str, Locator]:
        """Give what to click for another view; a list is opened first, which is not timed."""
        main = self._page.get_by_test_id("stMain")
        groups = main.locator('[data-testid="stButtonGroup"]:not([class*="st-key-block-"] *)')
        lists = [main.get_by_test_id(name) for name in ("stMultiSelect", "stSelectbox")]
        kinds = ["button"] * groups.count()
        kinds += [kind for kind, found in zip(_LISTS, lists, strict=True) if found.count()]
        kind = self._pick.choice(kinds)
        if kind == "button":
            group = groups.nth(self._pick.randrange(groups.count()))
            return kind, self._any(group.locator('button[aria-checked="false"]'))
        found = lists[_LISTS.index(kind)]
        chosen = found.locator("[data-tag] button:visible")
        if chosen.count() > _FEW:
            return kind, self._any(chosen)
        self._any(found).locator("input").click()
        options = self._page.locator('[role="option"]:not([aria-selected="true"])')
        options.first.wait_for()
        return kind, self._any(options, _IN_SIGHT)

    def _any(self, found: Locator, most: int = sys.maxsize) -> Locator:
        return found.nth(self._pick.randrange(min(most, found.count())))


def in_browser(data: Path, steps: int) -> tuple[dict[str, list[Change]], dict[str, int]]:
    """Change the floor and the trade page in turn; also give the bytes of each one's first view."""
    measured: dict[str, list[Change]] = {"floor": [], "trade": []}
    with (
        floor_page() as floor,
        chromium.launch(browser_path()) as browser,
        served(data, "page.py", floor) as (simple, _),
        served(data) as (ours, _),
    ):
        readers = {
            "floor": Reader(browser, simple),
            "trade": Reader(browser, f"{ours}/commerce"),
        }
        for _ in range(steps):
            for name, reader in readers.items():
                measured[name].append(reader.change())
        return measured, {name: reader.first_view for name, reader in readers.items()}


def on_server(data: Path, repeat: int) -> dict[str, tuple[float, float]]:
    """Return each page's milliseconds on the server: first run, median of those that follow."""
    os.environ["CAP_ALA_DATA"] = str(data)
    from streamlit.testing.v1 import AppTest

    found = {}
    for name in map(str, entries()):
        at = AppTest.from_file(ROOT / "pages" / f"{name}.py", default_timeout=_PATIENCE)
        runs = []
        for _ in range(repeat + 1):
            started = time.perf_counter()
            at.run()
            runs.append((time.perf_counter() - started) * 1000)
        if at.exception:
            raise SystemExit(f"{name}: {at.exception[0].message}")
        found[name] = (runs[0], statistics.median(runs[1:]))
    return found


def report(steps: int, repeat: int) -> list[str]:
    """Measure and return the lines of Markdown tables: milliseconds, bytes, and times the floor."""
    with tempfile.TemporaryDirectory() as folder:
        data = snapshot(Path(folder))
        browser, sent = in_browser(data, steps)
        server = on_server(data, repeat)
    changes = {"floor": browser["floor"], "trade, all changes": browser["trade"]}
    for kind in ("button", *_LISTS):
        changes[f"trade, {kind}"] = [one for one in browser["trade"] if one.kind == kind]
    lines = [
        "| change | n | first p50 | first p95 | settled p50 | settled p95 | bytes p50 |",
        "|---|" + "--:|" * 6,
    ]
    for name, found in changes.items():
        if found:
            lines.append(f"| {name} | {len(found)} | " + " | ".join(_cells(found)) + " |")
    base = browser["floor"], browser["trade"]
    ratios = []
    for what in ("first", "settled"):
        for share in (0.5, 0.95):
            floor, trade = (percentile([getattr(c, what) for c in found], share) for found in base)
            ratios.append(f"{what} p{share * 100:.0f} {trade / floor:.2f}")
    lines += ["", "Trade / floor: " + ", ".join(ratios) + ".", ""]
    lines += [
        f"First view of {name}: {size / 1000:.0f} kB of messages." for name, size in sent.items()
    ]
    lines += ["", "| page on the server (AppTest) | first | again |", "|---|--:|--:|"]
    lines += [f"| {name} | {a:.0f} ms | {b:.0f} ms |" for name, (a, b) in server.items()]
    return lines


def _cells(changes: Sequence[Change]) -> list[str]:
    first, settled = [one.first for one in changes], [one.settled for one in changes]
    times = [percentile(values, share) for values in (first, settled) for share in (0.5, 0.95)]
    size = percentile([one.received for one in changes], 0.5)
    return [*(f"{time:.0f} ms" for time in times), f"{size / 1000:.0f} kB"]


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    print("\n".join(report(given.steps, given.repeat)))


if __name__ == "__main__":
    main()
