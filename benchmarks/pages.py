"""Measures a filter change from click to figures in Chromium, and each page's work on the server.

    python -m benchmarks.pages --steps 60

The floor is a page of one CSV file, one choice and one line chart, measured in the same run: what
Streamlit and the browser take by themselves. A change of ours ends when the sentences of the page
are others, the script has ended and nothing is marked stale; «drawn» waits for the last change to
the page, charts included.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Locator, Page

from benchmarks.figures import percentile
from tests.browser import chromium

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("overview", "openness", "trade", "data", "sources")
_PATIENCE, _SEED = 60, 2026

_FLOOR = """
import pandas as pd
import streamlit as st

rows = pd.read_csv("gdp.csv")
country = st.segmented_control("Country", sorted(rows.country.unique()), default="A")
shown = rows[rows.country == country]
st.markdown(f"{country}: {shown.gdp.iloc[-1]:,.0f}")
st.line_chart(shown, x="year", y="gdp")
st.html("<h1>GDP</h1>")
"""

# Armed before the click, read after: the clock is the browser's own, from the event to the frame.
_ARM = """() => {
    const sentences = '[data-testid="stMain"] :is([data-testid="stMarkdown"], '
        + '[data-testid="stCaptionContainer"], [data-testid="stAlert"])';
    const words = () => [...document.querySelectorAll(sentences)]
        .map(sentence => sentence.textContent).join();
    const app = document.querySelector('[data-testid="stApp"]');
    const state = window.change = {before: words(), start: 0, figures: 0, drawn: 0, done: false};
    document.addEventListener('click', event => { state.start = event.timeStamp; },
        {capture: true, once: true});
    const watch = new MutationObserver(() => { state.drawn = performance.now(); });
    watch.observe(document.querySelector('[data-testid="stMain"]'),
        {subtree: true, childList: true, characterData: true, attributes: true});
    const look = () => {
        const now = performance.now();
        const ended = app.dataset.testScriptState === 'notRunning'
            && document.querySelector('[data-stale="true"]') === null;
        if (!ended || words() === state.before) state.figures = 0;
        else if (!state.figures) state.figures = now;
        if (state.figures && now - Math.max(state.figures, state.drawn) > 400) {
            watch.disconnect();
            state.done = true;
        } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""


@dataclass(frozen=True)
class Change:
    """One change of a choice: milliseconds to the figures, and to the last mark drawn."""

    figures: float
    drawn: float


@contextmanager
def _serve(script: str, folder: Path, data: Path | None = None) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    command += ["--browser.gatherUsageStats", "false"]
    environment = os.environ | ({"CAP_ALA_DATA": str(data)} if data else {})
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait(address)
            yield address
        finally:
            process.terminate()


def _wait(address: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == HTTPStatus.OK:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"{address} did not start")


def _change(page: Page, choice: Locator) -> Change:
    page.evaluate(_ARM)
    choice.click()
    page.wait_for_function("() => window.change.done", polling=50, timeout=_PATIENCE * 500)
    found = page.evaluate("() => window.change")
    start = found["start"]
    return Change(found["figures"] - start, max(found["figures"], found["drawn"]) - start)


def _segments(page: Page) -> Iterator[Locator]:
    """Give without end an option that is not chosen, by a seeded walk: mostly views never asked."""
    pick = random.Random(_SEED)
    groups = page.get_by_test_id("stMain").get_by_test_id("stButtonGroup")
    count = groups.count()
    while True:
        others = groups.nth(pick.randrange(count)).locator('button[aria-checked="false"]')
        yield others.nth(pick.randrange(others.count()))


def walk(page: Page, steps: int) -> list[Change]:
    """Change a choice `steps` times and time each: geography, direction, frequency or measure."""
    return [_change(page, choice) for choice in islice(_segments(page), steps)]


def _open(page: Page, address: str) -> None:
    page.goto(address)
    chromium.wait_ready(page)


def in_browser(data: Path, steps: int, floor_steps: int) -> dict[str, list[Change]]:
    """Measure the floor and the trade page, one after the other in the same browser."""
    path = chromium.executable()
    if path is None:
        raise SystemExit("no Chromium on this machine (Debian: apt-get install chromium)")
    measured: dict[str, list[Change]] = {}
    with tempfile.TemporaryDirectory() as folder, chromium.launch(path) as browser:
        floor = Path(folder)
        (floor / "page.py").write_text(_FLOOR, encoding="utf-8")
        lines = [f"{c},{y},{ord(c) * (y - 1900)}" for c in "ABCDEF" for y in range(1960, 2025)]
        (floor / "gdp.csv").write_text("\n".join(["country,year,gdp", *lines]), encoding="utf-8")
        with _serve("page.py", floor) as address:
            page = chromium.new_page(browser)
            _open(page, address)
            measured["floor"] = walk(page, floor_steps)
            page.context.close()
        with _serve("app.py", ROOT, data) as address:
            page = chromium.new_page(browser)
            _open(page, f"{address}/commerce")
            measured["trade"] = walk(page, steps)
            page.context.close()
    return measured


def on_server(data: Path, repeat: int) -> dict[str, tuple[float, float]]:
    """Return each page's milliseconds on the server: first run, median of those that follow."""
    os.environ["CAP_ALA_DATA"] = str(data)
    from streamlit.testing.v1 import AppTest

    found = {}
    for name in PAGES:
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


def snapshot(folder: Path) -> Path:
    """Build the shipped snapshot into a data folder under `folder` and return it."""
    data = folder / "data"
    shutil.copytree(ROOT / "data/raw/snapshot", data / "raw/snapshot")
    subprocess.run(
        [sys.executable, "-m", "etl", "build"],
        cwd=ROOT,
        env=os.environ | {"CAP_ALA_DATA": str(data)},
        capture_output=True,
        check=True,
    )
    return data


def report(steps: int, floor_steps: int, repeat: int) -> list[str]:
    """Measure and return the lines of a Markdown table: milliseconds, and times the floor."""
    with tempfile.TemporaryDirectory() as folder:
        data = snapshot(Path(folder))
        browser = in_browser(data, steps, floor_steps)
        server = on_server(data, repeat)
    floor = percentile([change.figures for change in browser["floor"]], 0.5)
    lines = ["| change → figures | n | p50 | p95 | p95 drawn | p50 / floor |", "|---|" + "--:|" * 5]
    for name, changes in browser.items():
        figures = [change.figures for change in changes]
        drawn = percentile([change.drawn for change in changes], 0.95)
        half, most = percentile(figures, 0.5), percentile(figures, 0.95)
        lines.append(
            f"| {name} | {len(changes)} | {half:.0f} ms | {most:.0f} ms | {drawn:.0f} ms "
            f"| {half / floor:.2f} |"
        )
    lines += ["", "| page on the server (AppTest) | first | again |", "|---|--:|--:|"]
    lines += [f"| {name} | {a:.0f} ms | {b:.0f} ms |" for name, (a, b) in server.items()]
    return lines


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--floor-steps", type=int, default=30)
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    print("\n".join(report(given.steps, given.floor_steps, given.repeat)))


if __name__ == "__main__":
    main()
