"""Every page of the navigation, in a real browser, in both languages: whole, quiet, and at home on a telephone.

The `visit` fixture fails a test on any request to another server and on any console error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium, view
from tests.browser.dashboard_server import serve
from tests.navigation import Entry, entries

pytestmark = pytest.mark.browser

PAGES = entries()
LANGUAGES = {"fr": ("", "fr-CA"), "en": ("?lang=en", "en-CA")}
each_page = pytest.mark.parametrize("entry", PAGES, ids=str)
each_language = pytest.mark.parametrize("lang", LANGUAGES)
ALARMS = re.compile(r"Traceback|\b\w+(Error|Exception)\b|\bnan\b|\bNone\b|\{\w*\}")


@each_page
@each_language
def test_page_opens(visit: Callable[..., Page], entry: Entry, lang: str) -> None:
    query, code = LANGUAGES[lang]
    page = visit(entry.address + query)
    expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "Streamlit" not in page.title()
    alarming = [
        line
        for line in page.get_by_test_id("stMain").inner_text().splitlines()
        if ALARMS.search(line)
    ]
    assert not alarming


@pytest.mark.parametrize(
    ("address", "title"), [("/nope", "Page introuvable"), ("/nope?lang=en", "Page not found")]
)
def test_an_unknown_address_says_so_and_leads_to_the_pages(
    visit: Callable[..., Page], address: str, title: str
) -> None:
    page = visit(address)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    links = page.get_by_test_id("stMain").get_by_test_id("stPageLink")
    expect(links).to_have_count(len(PAGES))
    links.first.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
    expect(page.get_by_role("dialog")).to_have_count(0)


@each_page
def test_page_fits_a_telephone(visit: Callable[..., Page], entry: Entry) -> None:
    page = visit(entry.address, chromium.PHONE)
    width, _height = chromium.PHONE
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert (
        page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth") <= 0
    )


@each_page
def test_english_stays_while_the_reader_walks(visit: Callable[..., Page], entry: Entry) -> None:
    page = visit(f"{entry.address}?lang=en")
    others = [other for other in PAGES if other.is_listed and other != entry]
    target = others[PAGES.index(entry) % len(others)]
    link = view.in_navigation(page, f"{_origin(page)}{target.address}")
    label, address = link.inner_text(), link.get_attribute("href")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(label)
    chromium.wait_ready(page)
    assert page.url == f"{address}?lang=en", "a page brings no choice along from the one before"
    page.go_back()
    expect(page).to_have_url(f"{_origin(page)}{entry.address}?lang=en")
    chromium.wait_ready(page)


@each_page
def test_an_address_gives_the_same_view_back(visit: Callable[..., Page], entry: Entry) -> None:
    page = visit(entry.address)
    before = page.url
    if view.change_a_choice(page):
        assert page.url != before, "the choice left no trace in the address"
    again = visit(page.url.removeprefix(_origin(page)))
    assert view.shown(again) == view.shown(page)


@pytest.mark.parametrize("address", ["/commerce", "/donnees"])
def test_a_filter_changes_the_figures(visit: Callable[..., Page], address: str) -> None:
    page = visit(address)
    before = view.figures(page)
    assert view.change_a_choice(page)
    assert view.figures(page) != before


def test_a_fresh_server_takes_a_deep_link(
    watched: Callable[..., Page], data_dir: Path, tmp_path: Path
) -> None:
    """Streamlit's older discovery of pages/ answered the first one with «Page not found»."""
    with serve(data_dir, tmp_path / "log.txt") as address:
        page = watched(address)
        page.goto(f"{address}/donnees")
        chromium.wait_ready(page)
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert page.url == f"{address}/donnees"
        page.context.close()


def test_every_answer_carries_the_security_headers(server: str) -> None:
    for path in ("/", "/commerce", "/_stcore/health"):
        with urlopen(server + path, timeout=10) as answer:
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


def _origin(page: Page) -> str:
    origin: str = page.evaluate("() => location.origin")
    return origin


def test_the_target_s_page_prints_on_one_sheet(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit("/cible")
    expect(page.locator(".st-key-block-published .js-plotly-plot")).to_be_visible()
    printed = page.pdf(path=tmp_path / "target.pdf", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
