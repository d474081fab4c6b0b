"""Every page whole and for every reader: axe-core, narrow and enlarged windows, French to the last label,
and an address that gives the same view back.

As few loads as can be: theme and window change in place, as a reader's device changes them.
The `visit` fixture fails a test on any request to another server and on any console error.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, chromium, view, words
from tests.navigation import Entry, entries

pytestmark = pytest.mark.browser

# A window of 1280 pixels enlarged four times, as WCAG 1.4.10 has it.
REFLOW = (320, 256)
# A desktop at 200 %.
ENLARGED = (720, 450)
_ALARMS = re.compile(r"Traceback|\b\w+(Error|Exception)\b|\bnan\b|\bNone\b|\{\w*\}")
# An apostrophe as a keyboard gives it: it should have been set.
_TYPED = re.compile(r"[^\W\d]'[^\W\d]")
_BEYOND = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    return Math.max(
        document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth
    );
}"""

# Groups of choices of which one is out of sight: some scroll sideways without a sign of it.
_HIDDEN_CHOICES = """() => [...document.querySelectorAll('[role="radiogroup"]')].filter(
    group => group.scrollWidth > group.clientWidth + 1
).map(group => group.innerText)"""

# What each chart says to those who do not see it, and the block in which it stands.
_CHARTS = """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].map(chart => ({
    alt: (chart.closest('[aria-label]') ?? chart.querySelector('[aria-label]'))?.ariaLabel ?? '',
    said: (chart.closest('[class*="st-key-block-"]') ?? document.body).innerText,
}))"""
# `new_page` asks for less motion, as a reader's device would.
_MOVING = """() => document.getAnimations().length + [...document.querySelectorAll('.stApp *')].filter(
    element => /[1-9]/.test(getComputedStyle(element).transitionDuration)
).length"""
_FIGURE = re.compile(r"\d(?:[\d.,\u202f]*\d)?")
_FEWEST_WORDS = 6


@pytest.mark.parametrize("entry", entries(), ids=str)
def test_a_page_in_french(
    walk: Callable[[Entry, str], Page], visit: Callable[..., Page], entry: Entry
) -> None:
    """In light on a desktop; then, from the address of another choice, in dark and on a telephone."""
    page = walk(entry, "fr")
    _assert_whole(page, "fr-CA")
    _assert_for_everyone(page, "light", chromium.DESKTOP)
    before = page.url
    if view.change_a_choice(page):
        assert page.url != before, "the choice left no trace in the address"
    chosen = view.shown(page)
    page = visit(page.url.removeprefix(page.evaluate("() => location.origin")))
    assert view.shown(page) == chosen
    _assert_for_everyone(page, "dark", chromium.PHONE, "phone" if entry.address == "/" else "")
    for size in (REFLOW, ENLARGED):
        _assert_fits(page, size)
    assert words.english(page) == []


@pytest.mark.parametrize("entry", entries(), ids=str)
def test_a_page_in_english(walk: Callable[[Entry, str], Page], entry: Entry) -> None:
    """In dark on a desktop, in light on a telephone and in a narrow window."""
    page = walk(entry, "en")
    _assert_whole(page, "en-CA")
    _assert_for_everyone(page, "dark", chromium.DESKTOP)
    _assert_for_everyone(page, "light", chromium.PHONE)
    _assert_fits(page, REFLOW)


def test_every_face_of_a_block_is_accessible(visit: Callable[..., Page]) -> None:
    page = visit("/commerce")
    block = page.locator(".st-key-block-series")
    for face in block.get_by_role("radio").all():
        face.click()
        chromium.wait_ready(page)
        assert axe.violations(page) == [], face.inner_text()
    assert words.english(page) == []


def test_an_open_list_is_accessible_and_french(visit: Callable[..., Page]) -> None:
    page = visit("/commerce")
    page.get_by_role("combobox", name="Partenaires").press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert axe.violations(page, "open list") == []
    assert words.english(page) == []


def test_the_theme_of_the_device_may_change_while_the_page_is_open(
    visit: Callable[..., Page],
) -> None:
    page = visit("/")
    ink = page.locator(".masthead")
    before = ink.evaluate("element => getComputedStyle(element).color")
    _set(page, "dark", chromium.DESKTOP)
    expect(ink).not_to_have_css("color", before)


def _assert_whole(page: Page, lang: str) -> None:
    """The page is in its language, nothing failed, and no program speaks through it."""
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "Streamlit" not in page.title()
    lines = page.get_by_test_id("stMain").inner_text().splitlines()
    assert [line for line in lines if _ALARMS.search(line) or _TYPED.search(line)] == []
    assert page.evaluate(_MOVING) == 0
    for chart in page.evaluate(_CHARTS):
        assert len(chart["alt"].split()) > _FEWEST_WORDS, chart
        assert set(_FIGURE.findall(chart["alt"])) & set(_FIGURE.findall(chart["said"])), chart


def _assert_for_everyone(page: Page, theme: str, size: tuple[int, int], place: str = "") -> None:
    _set(page, theme, size)
    assert axe.violations(page, place) == []


def _assert_fits(page: Page, size: tuple[int, int]) -> None:
    _set(page, "dark", size)
    assert page.evaluate(_BEYOND) <= 0, f"the page scrolls sideways at {size}"
    assert page.evaluate(_HIDDEN_CHOICES) == []


def _set(page: Page, theme: str, size: tuple[int, int]) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    chromium.wait_ready(page)
