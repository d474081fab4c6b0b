"""One click gives the note of the view on screen, in the page's language, with the address of the view."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests import pdf_text
from tests.browser import chromium

pytestmark = pytest.mark.browser


def note(page: Page, kind: str) -> tuple[str, bytes]:
    """Press the button of a format; the name of the file and what is in it."""
    if not page.locator(".st-key-note-docx").is_visible():
        page.get_by_test_id("stPopover").get_by_role("button").click()
    button = page.locator(f".st-key-note-{kind} button")
    expect(button).to_be_enabled()
    with page.expect_download() as coming:
        button.click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def bare(text: str) -> str:
    return "".join(text.split())


def test_the_word_note_says_the_sentence_and_the_address_on_screen(
    visit: Callable[..., Page],
) -> None:
    page = visit("/commerce?partner=MEX&frequency=year")
    sentence = page.locator(".st-key-block-series p").filter(has_text="Mexique").first.inner_text()
    name, content = note(page, "docx")
    assert name.startswith("note-commerce_")
    assert name.endswith("_fr.docx")
    said = bare("".join(p.text for p in Document(io.BytesIO(content)).paragraphs))
    assert bare(sentence) in said
    assert "/commerce?frequency=year&partner=MEX" in said


def test_the_pdf_note_is_in_english_on_an_english_page(visit: Callable[..., Page]) -> None:
    page = visit("/etudiants?lang=en")
    name, content = note(page, "pdf")
    assert name.endswith("_en.pdf")
    said = pdf_text.words(content)
    assert "Briefingnote" in said
    assert "lang=en" in said
    assert b"/Lang(en-CA)" in content


def test_the_html_note_opens_without_a_server(
    visit: Callable[..., Page], watched: Callable[..., Page], tmp_path: Path
) -> None:
    _name, content = note(visit("/cible"), "html")
    file = tmp_path / "note.html"
    file.write_bytes(content)
    # `watched` fails the test on any request but that of the file itself.
    page = watched(file.as_uri(), chromium.DESKTOP)
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("Exportations sur PIB")
    assert page.evaluate("document.fonts.check('16px \"IBM Plex Sans\"')")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("svg[role=img]").count() == 2


def test_the_button_is_not_printed(visit: Callable[..., Page]) -> None:
    page = visit("/cible")
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stPopover")).to_be_hidden()
