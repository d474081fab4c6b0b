"""One task of each reader with the keyboard alone, every stop of the way in sight."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium

pytestmark = pytest.mark.browser

MOST_STOPS = 80
# What surrounds the stop changes too: the frame of a field, the bar of a menu.
_UNSEEN = """() => {
    const stop = document.activeElement;
    for (let element = stop; element && element !== document.body; element = element.parentElement) {
        const style = getComputedStyle(element);
        if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) return '';
        if (element === stop && style.boxShadow !== 'none') return '';
        if (element.parentElement && element.parentElement.childElementCount > 3) break;
    }
    return stop.outerHTML.slice(0, 200);
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on `selector`; each stop on the way shows that it has it."""
    unseen = []
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        hidden = page.evaluate(_UNSEEN)
        if hidden:
            unseen.append(hidden)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert unseen == [], "the focus was not seen there"
            return
    pytest.fail(f"{selector} is not among the first {MOST_STOPS} stops")


@pytest.mark.parametrize(("query", "words"), [("", "Aller au contenu"), ("?lang=en", "Skip to")])
def test_the_first_stop_leads_to_the_content(
    visit: Callable[..., Page], query: str, words: str
) -> None:
    page = visit(f"/sources{query}")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_contain_text(words)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "() => document.activeElement.closest('[data-testid=\"stMain\"]') !== null"
    assert page.evaluate(inside)


def test_an_adviser_chooses_a_country_and_copies_a_figure(visit: Callable[..., Page]) -> None:
    page = visit("/commerce")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab_to(page, 'input[aria-label="Partenaires"]')
    page.keyboard.type("Pérou")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("PER"))
    page.keyboard.press("Escape")
    chromium.wait_ready(page)
    tab_to(page, ".st-key-block-series button.copy")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_text("Copié")
    assert "Source" in page.evaluate("() => navigator.clipboard.readText()")


def test_every_face_of_a_block_is_in_sight_on_a_telephone_and_at_hand(
    visit: Callable[..., Page],
) -> None:
    page = visit("/commerce")
    page.set_viewport_size({"width": chromium.PHONE[0], "height": chromium.PHONE[1]})
    faces = page.locator(".st-key-block-series").get_by_role("radio")
    assert faces.count() >= len(("chart", "table", "files", "origin", "definition"))
    for face in faces.all():
        box = face.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= chromium.PHONE[0], face.inner_text()
    before = page.url
    faces.nth(1).focus()
    page.keyboard.press("Space")
    expect(page.locator(".st-key-block-series").get_by_test_id("stDataFrame")).to_be_visible()
    expect(faces.nth(1)).to_have_attribute("aria-checked", "true")
    assert page.url == before, "a face is not a choice of the page's"


def test_a_leader_moves_the_growth_of_gdp(visit: Callable[..., Page]) -> None:
    page = visit("/cible")
    before = page.locator(".st-key-block-path p").all_inner_texts()
    tab_to(page, '[role="slider"], input[type="range"]')
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("growth="))
    chromium.wait_ready(page)
    assert page.locator(".st-key-block-path p").all_inner_texts() != before


def test_an_analyst_filters_and_downloads(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit("/donnees")
    tab_to(page, 'input[aria-label="Partenaire"]')
    page.keyboard.type("Mexique")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("partner=MEX"))
    page.keyboard.press("Escape")
    chromium.wait_ready(page)
    tab_to(page, '[data-testid="stDownloadButton"] button')
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    file = tmp_path / "taken"
    saved.value.save_as(file)
    lines = file.read_text("utf-8-sig").splitlines()
    assert len(lines) > 1
    assert all("MEX" in line for line in lines[1:])
