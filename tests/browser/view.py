"""What a reader sees of a page, as text to compare, and how a reader changes a choice."""

from __future__ import annotations

import re
from contextlib import suppress

from playwright.sync_api import Error, Locator, Page, expect

from tests.browser.chromium import wait_ready

_SHOWN = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    const text = selector => [...main.querySelectorAll(selector)].map(e => e.textContent.trim());
    return [
        ...main.innerText.split('\\n').map(line => line.trim()),
        ...[...main.querySelectorAll('input')].map(input => `${input.ariaLabel}: ${input.value}`),
        ...text('[aria-checked="true"], [aria-selected="true"]'),
        ...text('td[role="gridcell"], th[role="columnheader"]'),
        ...text('svg.main-svg text'),
    ].filter(line => line !== '');
}"""


def shown(page: Page) -> list[str]:
    """Return all the text of the page: prose, choices made, cells of tables, marks of charts."""
    lines: list[str] = page.evaluate(_SHOWN)
    return lines


def figures(page: Page) -> list[str]:
    """Return the lines of the page that hold a figure."""
    return [line for line in shown(page) if re.search(r"\d", line)]


def change_a_choice(page: Page) -> bool:
    """Choose another option of the page's first choice, as a reader would; False when there is none."""
    main = page.get_by_test_id("stMain")
    # The faces of a block are no choice of the page's.
    other = main.locator(
        'button[role="radio"][aria-checked="false"]:not([class*="st-key-block-"] *)'
    )
    if other.count():
        other.first.click()
    elif main.get_by_test_id("stSelectbox").count():
        _open_list(main.get_by_test_id("stSelectbox").first, page)
        page.get_by_role("option", selected=False).first.click()
    else:
        return False
    wait_ready(page)
    return True


def _open_list(box: Locator, page: Page) -> None:
    """Open a list by the keyboard, again when a chart that is drawn meanwhile has closed it."""
    for _attempt in range(5):
        box.get_by_role("combobox").press("ArrowDown")
        with suppress(Error):
            page.get_by_role("option", selected=False).first.wait_for(timeout=4000)
            return


def in_navigation(page: Page, address: str) -> Locator:
    """Return the link to an address, its menu opened when it is in one; fails when there is none."""
    menus = page.get_by_test_id("stTopNavSection")
    link = page.locator(f'nav a[href="{address}"], [role="menu"] a[href="{address}"]')
    for place in range(menus.count()):
        if link.count():
            break
        menus.nth(place).click()
        page.get_by_role("menuitem").first.wait_for()
        if not link.count():
            page.keyboard.press("Escape")
    expect(link).to_be_visible()
    return link


def grid(page: Page) -> tuple[int, list[str], list[list[str]]]:
    """Return the first table of the page: its number of rows, its headings, and the rows in sight."""
    table = page.get_by_test_id("stDataFrame").first.locator("table")
    expect(table).to_be_attached()
    headings = [heading.strip() for heading in table.locator("th").all_text_contents()]
    rows = [row.locator("td").all_text_contents() for row in table.locator("tbody tr").all()]
    return int(table.get_attribute("aria-rowcount") or 0) - 1, headings, rows
