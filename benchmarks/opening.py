"""Measures the opening of every page in Chromium: paints, first figure, bytes; against the same floor.

    python -m benchmarks.opening --slower 2 --repeat 5

gives the browser half of a processor (as a reader's old computer, or a busy hour of this one), opens
each page five times and gives the opening whose first figure came last.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving import browser_path, floor_page, served, snapshot
from tests.browser import chromium
from tests.navigation import entries

# Before the page: when it first shows a figure, in milliseconds since the reader asked for it.
_OPENING = """
window.figures = 0;
new MutationObserver((_, watch) => {
    const main = document.querySelector('[data-testid="stMain"]');
    if (!main || !/\\d/.test(main.innerText)) return;
    window.figures = performance.now();
    watch.disconnect();
}).observe(document, {subtree: true, childList: true, characterData: true});
window.largest = 0;
new PerformanceObserver(list => { window.largest = list.getEntries().at(-1).startTime; })
    .observe({type: 'largest-contentful-paint', buffered: true});
"""
_OPENED = """() => ({
    first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    figures: window.figures,
    largest: window.largest,
    files: performance.getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, 0),
})"""


@dataclass(frozen=True)
class Opening:
    """A page opened by a browser that holds nothing: milliseconds, bytes of messages and of files."""

    first: float
    figures: float
    largest: float
    messages: int
    files: int


def opened(data: Path, slower: float = 1, repeat: int = 1) -> dict[str, Opening]:
    """Open every page, and the floor, in a browser that holds nothing; the server is warm.

    Of `repeat` openings with a processor `slower` times as slow, the one with the latest figure.
    """
    found: dict[str, Opening] = {}
    with (
        floor_page() as floor,
        served(data, "page.py", floor) as (simple, _),
        served(data) as (ours, _),
    ):
        asked = {"floor": simple} | {str(entry): ours + entry.address for entry in entries()}
        with chromium.launch(browser_path()) as browser:
            for name, address in asked.items():
                for is_measured in (False, *[True] * repeat):
                    page = chromium.new_page(browser)
                    if slower > 1:
                        tools = page.context.new_cdp_session(page)
                        tools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
                    sizes: list[int] = []
                    page.on(
                        "websocket",
                        lambda socket, sizes=sizes: socket.on(
                            "framereceived", lambda payload: sizes.append(len(payload))
                        ),
                    )
                    page.add_init_script(_OPENING)
                    page.goto(address)
                    chromium.wait_ready(page)
                    if is_measured:
                        seen = page.evaluate(_OPENED)
                        one = Opening(messages=sum(sizes), **seen)
                        found[name] = max(found.get(name, one), one, key=lambda of: of.figures)
                    page.context.close()
    return found


def report(slower: float = 1, repeat: int = 1) -> list[str]:
    """Measure and return the lines of a Markdown table."""
    with tempfile.TemporaryDirectory() as folder:
        openings = opened(snapshot(Path(folder)), slower, repeat)
    lines = [
        "| page opened | first paint | first figure | largest paint | messages | files |",
        "|---|" + "--:|" * 5,
    ]
    for name, seen in openings.items():
        times = [f"{value:.0f} ms" for value in (seen.first, seen.figures, seen.largest)]
        sizes = [f"{value / 1000:.0f} kB" for value in (seen.messages, seen.files)]
        lines.append(f"| {name} | " + " | ".join([*times, *sizes]) + " |")
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slower", type=float, default=1)
    parser.add_argument("--repeat", type=int, default=1)
    asked = parser.parse_args()
    print("\n".join(report(asked.slower, asked.repeat)))
