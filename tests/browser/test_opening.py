"""What a first visit shows before anything else: words, not the wait for scripts of charts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, WebSocket, expect

from tests.browser import chromium
from tests.navigation import Entry, entries

pytestmark = pytest.mark.browser

# Lists, or (products) empty with the snapshot alone.
WITHOUT_BLOCKS = {"products", "data", "sources", "glossary", "accessibility"}


@pytest.mark.parametrize("entry", [e for e in entries() if str(e) not in WITHOUT_BLOCKS], ids=str)
def test_a_figure_is_told_before_the_scripts_of_charts_and_filters_come(
    server: str, returning: BrowserContext, entry: Entry
) -> None:
    page = returning.new_page()
    connected: list[WebSocket] = []
    page.on("websocket", lambda socket: connected.append(socket))  # noqa: PLW0108 - Playwright marks it
    # What the page asks for once it talks to the server is never answered.
    page.route(
        "**/static/js/*",
        lambda route: None if connected else route.continue_(),
    )
    # A quick page shows its words even before it asks for those scripts.
    with page.expect_request(lambda asked: connected and "/static/js/" in asked.url):
        page.goto(f"{server}{entry.address}")
        words = page.locator('[class*="st-key-block-"] [data-testid="stMarkdown"]').first
        expect(words).to_have_text(re.compile(r"\d"), timeout=chromium.PATIENCE)
    expect(words.get_by_role("heading", level=3)).to_be_visible()
    assert "\\" not in words.inner_text()
    page.close()


def test_the_value_of_a_slider_stays_on_one_line(server: str, returning: BrowserContext) -> None:
    page = returning.new_page()
    page.goto(f"{server}/cible")
    chromium.wait_ready(page)
    value = page.get_by_test_id("stSliderThumbValue").first
    assert value.bounding_box()["height"] < 30, value.inner_text()
    page.close()
