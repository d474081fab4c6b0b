"""Takes pictures of every page, whole, on a desktop and a telephone, in both languages.

`python -m tests.browser.screenshots OUT [--pages overview trade] [--query geo=CA]`
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.browser import chromium
from tests.browser.dashboard_server import serve
from tests.navigation import Entry, entries

SIZES = {"desktop": chromium.DESKTOP, "phone": chromium.PHONE}


def main(arguments: list[str]) -> int:
    """Write `<page>-<language>-<size>[-dark].png` into the folder asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.browser.screenshots", description=__doc__
    )
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument(
        "--pages", nargs="+", metavar="NAME", help="file names without .py; all when absent"
    )
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--languages", nargs="+", choices=("fr", "en"), default=["fr", "en"])
    parser.add_argument(
        "--query", default="", help="query string to add, such as geo=CA&flow=import"
    )
    parser.add_argument("--dark", action="store_true", help="as on a device set to dark")
    asked = parser.parse_args(arguments)
    path = chromium.executable()
    if path is None:
        print("No Chromium on this machine (Debian: apt-get install chromium).", file=sys.stderr)
        return 1
    chosen = [entry for entry in entries() if not asked.pages or str(entry) in asked.pages]
    asked.out.mkdir(parents=True, exist_ok=True)
    with serve() as address, chromium.launch(path) as browser:
        for entry in chosen:
            for language in asked.languages:
                for size in asked.sizes:
                    page = chromium.new_page(browser, SIZES[size])
                    if asked.dark:
                        page.emulate_media(color_scheme="dark")
                    page.goto(address + _path(entry, language, asked.query))
                    chromium.wait_ready(page)
                    chromium.show_whole(page)
                    name = f"{entry}-{language}-{size}{'-dark' if asked.dark else ''}.png"
                    page.screenshot(path=asked.out / name)
                    page.context.close()
                    print(asked.out / name)
    return 0


def _path(entry: Entry, language: str, query: str) -> str:
    parts = [part for part in ("lang=en" if language == "en" else "", query) if part]
    return entry.address + ("?" + "&".join(parts) if parts else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
