"""The pages as one walks them, in a real browser: addresses, menus, filters, headers, paper.

The `visit` fixture fails a test on any request to another server and on any console error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium, view
from tests.browser.dashboard_server import serve
from tests.navigation import entries

pytestmark = pytest.mark.browser

PAGES = entries()


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


def test_english_stays_while_the_reader_walks(visit: Callable[..., Page]) -> None:
    page = visit("/glossaire?lang=en")
    listed = [entry for entry in PAGES if entry.is_listed]
    # Far apart in the menus, and home at the end.
    for target in (listed[1], listed[len(listed) // 2], listed[-1], listed[0]):
        link = view.in_navigation(page, f"{_origin(page)}{target.address}")
        label, address = link.inner_text(), link.get_attribute("href")
        link.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(label)
        chromium.wait_ready(page)
        assert page.url == f"{address}?lang=en", "a page brings no choice along from the one before"
    page.go_back()
    expect(page).to_have_url(f"{_origin(page)}{listed[-1].address}?lang=en")
    chromium.wait_ready(page)


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


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_name_on_the_network_s_map_is_cut_on_a_telephone(
    visit: Callable[..., Page], lang: str
) -> None:
    page = visit(f"/reseau?lang={lang}", chromium.PHONE)
    chart = page.locator(".js-plotly-plot").first
    names = chart.locator(".scattergeo text")
    expect(names.first).to_be_visible()
    whole, boxes = chart.bounding_box(), [name.bounding_box() for name in names.all()]
    assert whole
    assert len(boxes) >= 5
    for box in boxes:
        assert box
        assert box["x"] >= whole["x"]
        assert box["x"] + box["width"] <= whole["x"] + whole["width"]


def _origin(page: Page) -> str:
    origin: str = page.evaluate("() => location.origin")
    return origin


def test_labels_of_choices_in_a_row_stand_at_one_height(visit: Callable[..., Page]) -> None:
    page = visit("/commerce")
    tops = (
        page.locator(".st-key-choices")
        .get_by_test_id("stWidgetLabel")
        .evaluate_all(
            "labels => labels.map(label => Math.round(label.getBoundingClientRect().top))"
        )
    )
    assert len(tops) > len(set(tops)) > 1, "a row of several choices was looked for"
    rows = sorted(set(tops))
    apart = [after - before for before, after in pairwise(rows)]
    assert min(apart) > 40, tops


def test_the_target_s_page_prints_on_one_sheet(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit("/cible")
    expect(page.locator(".st-key-block-published .js-plotly-plot")).to_be_visible()
    printed = page.pdf(path=tmp_path / "target.pdf", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    expect(page.locator(".on-paper")).to_contain_text("/cible")
    expect(page.get_by_test_id("stSelectbox").first).to_be_hidden()
