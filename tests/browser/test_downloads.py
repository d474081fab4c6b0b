"""The file that leaves the data page holds what the page shows."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import view

pytestmark = pytest.mark.browser

TABLES = ["section", "geography", "status_code"]


def download(page: Page, kind: str) -> bytes:
    """Press the button of a kind of file (the key of the widget) and return what comes."""
    button = page.locator(f".st-key-extract-{kind} button")
    expect(button).to_be_enabled()
    with page.expect_download() as coming:
        button.click()
    return Path(coming.value.path()).read_bytes()


def records(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


@pytest.mark.parametrize("table", TABLES)
def test_the_csv_equals_the_table(visit: Callable[..., Page], table: str) -> None:
    page = visit(f"/donnees?table={table}")
    count, headings, in_sight = view.grid(page)
    header, *rows = records(download(page, "csv-machine"))
    assert len(rows) == count
    assert len(header) == len(headings)
    assert rows[: len(in_sight)] == in_sight
    assert in_sight


def test_excel_gets_its_own_csv_with_the_same_cells(visit: Callable[..., Page]) -> None:
    page = visit("/donnees?table=section")
    for_excel = download(page, "csv")
    assert for_excel.startswith(b"\xef\xbb\xbf")
    assert records(for_excel, ";")[1:] == records(download(page, "csv-machine"))[1:]


def test_the_companion_describes_the_csv(visit: Callable[..., Page]) -> None:
    page = visit("/donnees?table=section")
    said = json.dumps(json.loads(download(page, "metadata")))
    assert hashlib.sha256(download(page, "csv-machine")).hexdigest() in said
    assert "/donnees?table=section" in said


def test_a_saved_chart_carries_its_words(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit("/commerce?partner=MEX")
    saved = {}
    for label, kind in (("Image PNG", "png"), ("Image vectorielle SVG", "svg")):
        with page.expect_download() as started:
            page.get_by_role("button", name=label).first.click()
        saved[kind] = tmp_path / f"chart.{kind}"
        started.value.save_as(saved[kind])
    assert saved["png"].read_bytes().startswith(b"\x89PNG")
    drawn = saved["svg"].read_text(encoding="utf-8")
    for words in ("Comment évoluent les échanges", "Mexique", "12-10-0175-01", "partner=MEX"):
        assert words in drawn


@pytest.mark.parametrize("has_clipboard", [True, False], ids=["https", "plain http"])
def test_one_click_copies_a_figure_for_a_note(
    visit: Callable[..., Page], has_clipboard: bool
) -> None:
    page = visit("/cible")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not has_clipboard:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.locator(".st-key-block-path button.copy").click()
    expect(page.locator(".st-key-block-path button.copy")).to_have_text("Copié")
    page.evaluate(
        """() => {
            const area = document.body.appendChild(document.createElement("textarea"));
            area.id = "note";
            area.focus();
        }"""
    )
    page.keyboard.press("Control+V")
    note = page.locator("#note").input_value()
    sentence = page.locator(".st-key-block-path p").filter(has_text="De 44,3").inner_text()
    for words in ("Que faudrait-il", sentence, "Source", "/cible"):
        assert words in note
