"""The note says what the page says, in three formats and two languages, on two pages at most."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from docx import Document

from dashboard import citation, formats, note_button
from dashboard.i18n import use
from tests import pdf_text
from tests.pages.notes import PAGES, elsewhere, order

WITHOUT_BLOCKS = {"accessibility", "data", "glossary", "products", "sources"}
WITH_BLOCKS = [page for page in PAGES if page not in WITHOUT_BLOCKS]
# Every page in French; in English those whose blocks differ most: lines, a target, tiles, text.
IN_ENGLISH = ("country", "openness", "strategy", "trade")
EVERY = [(page, "fr") for page in WITH_BLOCKS] + [(page, "en") for page in IN_ENGLISH]
_made: dict[tuple[str, str], note_button.Order] = {}


@pytest.fixture
def ordered(data_dir, request):
    """The order of a page in a language; the page is run once for all tests."""
    page, lang = request.param
    if request.param not in _made:
        _made[request.param] = order(page, lang)
    return _made[request.param]


def bare(text: str) -> str:
    """A text without spaces: lines break anywhere on paper."""
    return "".join(text.split())


def expected(made: note_button.Order) -> list[str]:
    """All that a note of a view must say, taken from the blocks and tiles of the page itself."""
    view = made.view
    said = [view.title, view.lead, made.build.build_id, *view.told]
    for tile in view.tiles:
        said += [tile.name, tile.value, tile.change, tile.note]
    said += [text.replace("`", "") for text in view.missing]
    with use(made.lang):
        said.append(formats.day(made.today))
        said += [citation.numbered(card) for r in view.results for card in citation.cards(r)]
    return [text for text in said if text]


def check(made: note_button.Order, said: str) -> None:
    """That `said` (without spaces) holds the page: each sentence whole, or its block's title."""
    for text in expected(made):
        assert bare(text) in said
    whole = 0
    for block in made.view.blocks:
        assert bare(block.title) in said
        if block.sentence and bare(block.sentence) in said:
            whole += 1
            assert bare(block.warning) in said
            with use(made.lang):
                for card in citation.cards(block.result):
                    assert bare(citation.numbered(card)) in said
                    assert card.vintage is None or bare(formats.day(card.vintage)) in said
    assert whole >= min(2, len([block for block in made.view.blocks if block.sentence]))


def docx_words(word) -> str:
    """All that a document holds, running lines and tables included."""
    parts = [word.element.body, word.sections[0].header._element, word.sections[0].footer._element]
    return bare(
        "".join(t.text or "" for part in parts for t in part.iter() if t.tag.endswith("}t"))
    )


@pytest.mark.parametrize("ordered", EVERY, ids="-".join, indirect=True)
def test_word_says_what_the_page_says(ordered):
    word = Document(io.BytesIO(elsewhere(ordered.docx)))
    check(ordered, docx_words(word))


@pytest.mark.parametrize("ordered", EVERY, ids="-".join, indirect=True)
def test_the_pdf_says_what_the_page_says_on_two_pages(ordered):
    content = elsewhere(ordered.pdf)
    check(ordered, pdf_text.words(content))
    assert pdf_text.pages(content) <= 2
    assert f"/Lang({ordered.lang}-CA)".encode() in content
    assert b"/Marked true" in content
    assert b"pdfuaid:part" in content
    assert b"+IBMPlexSans/" in content


class _Reader(HTMLParser):
    """Text of a page, and what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.fetched: list[str] = []
        self.language = ""

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.language = self.language or held.get("lang", "")
        if tag in {"script", "link", "img", "iframe", "object"}:
            self.fetched.append(tag)
        self.fetched += [held[name] for name in ("src", "srcset", "poster", "data") if name in held]
        self.fetched += [held[n] for n in held if n.endswith("href") and tag != "a"]

    def handle_data(self, data):
        self.text.append(data)


@pytest.mark.parametrize("ordered", EVERY, ids="-".join, indirect=True)
def test_the_html_says_what_the_page_says_and_asks_no_one(ordered):
    written = elsewhere(ordered.html).decode()
    reader = _Reader()
    reader.feed(written)
    check(ordered, bare("".join(reader.text)))
    assert reader.language == f"{ordered.lang}-CA"
    assert not reader.fetched
    assert all(url.startswith("data:") for url in re.findall(r"url\(([^#)][^)]*)", written))
    charts = re.findall(r"<svg.*?</svg>", written, re.DOTALL)
    assert len(charts) <= 2
    for chart in charts:
        assert ET.fromstring(chart).get("aria-label")


@pytest.mark.parametrize("page", sorted(WITHOUT_BLOCKS))
def test_a_page_without_blocks_offers_no_note(data_dir, page):
    assert order(page) is None


@pytest.mark.parametrize("ordered", [("trade", "fr"), ("trade", "en")], ids="-".join, indirect=True)
def test_word_opens_with_real_styles_fields_and_language(ordered):
    word = Document(io.BytesIO(elsewhere(ordered.docx)))
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    for name in ("Title", "Heading 1", "Heading 2", "List Bullet", "Caption"):
        assert name in styles
    facts = word.core_properties
    assert facts.title == ordered.view.title
    assert facts.language == f"{ordered.lang}-CA"
    assert facts.created.date() == ordered.today
    languages = {e.get(e.keys()[0]) for e in word.styles.element.iter() if e.tag.endswith("}lang")}
    assert languages == {f"{ordered.lang}-CA"}
    foot = word.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in foot
    assert 'w:instr="NUMPAGES"' in foot
    pictures = word.inline_shapes
    assert len(pictures) == 2
    for shape in pictures:
        assert shape._inline.docPr.get("descr")
        part = word.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
        assert part.image.px_width / shape.width.inches == pytest.approx(300, rel=0.01)
    width, height = word.sections[0].page_width.inches, word.sections[0].page_height.inches
    assert (width, height) == (8.5, 11)


def test_the_same_view_gives_the_same_pdf(data_dir):
    made = order("trade", "fr")
    assert elsewhere(made.pdf) == elsewhere(made.pdf)


def test_no_word_of_the_reader_is_in_a_file_name(data_dir):
    made = order("trade", "fr", partner=["MEX", "<script>"])
    assert re.fullmatch(r"note-trade_\d{4}-\d\d-\d\d_[0-9a-f]+_fr\.pdf", made.file_name("pdf"))
