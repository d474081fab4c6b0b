"""A note of an awkward view: long names, nothing loaded, no chart, a table cut short, a build that is gone."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document

from dashboard import blocks, builds, note, note_docx, note_html, note_pdf, view
from dashboard.i18n import use
from dashboard.overview import region_map
from dashboard.tiles import Tile
from dashboard.trade import ranking
from dashboard.unavailable import Unavailable
from dashboard.view import View
from tests import pdf_text

TODAY, UNTIL = date(2026, 11, 21), date(2026, 7, 1)
LONG = "Saint-Vincent-et-les-Grenadines-et-Dépendances " * 5
LINK = "http://localhost:8501/pays?pays=VCT"


@pytest.fixture
def top(data_dir):
    return ranking("CA-QC", "export", "TOTAL", UNTIL, "ala", ("MEX",))


def written(shown: View, lang: str = "fr") -> tuple[note.Note, bytes, bytes, bytes]:
    """The note of a view and its three files."""
    with use(lang):
        of = note.matter(shown, builds.current(), LINK, TODAY)
        made = note.fitted(of, note_pdf.pages)
        return made, note_pdf.pdf(made), note_docx.docx(made), note_html.html(made)


def bare(text: str) -> str:
    return "".join(text.split())


def said_by(docx: bytes) -> str:
    body = Document(io.BytesIO(docx)).element.body
    return bare("".join(t.text or "" for t in body.iter() if t.tag.endswith("}t")))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_names_of_two_hundred_letters_hold_on_two_pages(top, lang):
    name = LONG[:200]
    tile = Tile(name, "1 G$", "+1 %", 0.01, name)
    long = [replace(top, key=str(at), title=f"{name} {at} ?", sentence=name * 3) for at in range(9)]
    shown = View("pays", title=name, lead=name * 2, tiles=[tile] * 4, blocks=long)
    made, pdf, docx, html = written(shown, lang)
    assert pdf_text.pages(pdf) <= note.PAGES
    assert len(made.sections) + len(made.left_out) >= 2
    for said in (pdf_text.words(pdf), said_by(docx), bare(html.decode())):
        assert bare(name) in said
        # What is cut is named.
        assert all(bare(title) in said for title in made.left_out)


def test_what_could_not_be_shown_is_written_with_its_command(top):
    def broken() -> blocks.Block:
        raise Unavailable("not_loaded", "trade_product_monthly", "python -m etl refresh cimt")

    with view.of("commerce") as shown, use("fr"):
        shown.title = "Commerce"
        blocks.show(lambda: top)
        blocks.show(broken)
    assert [block.key for block in shown.blocks] == [top.key]
    _made, pdf, docx, html = written(shown)
    for said in (pdf_text.words(pdf), said_by(docx), bare(html.decode())):
        assert "trade_product_monthly" in said
        assert bare("python -m etl refresh cimt") in said
        assert "`" not in said


def test_nothing_but_what_is_missing_still_makes_a_note(data_dir):
    shown = View("pays", title="Pays", missing=["CICM : non chargé — `python -m etl refresh x`"])
    made, pdf, docx, html = written(shown)
    assert not made.sections
    assert not made.findings
    for said in (pdf_text.words(pdf), said_by(docx), bare(html.decode())):
        assert bare("CICM : non chargé — python -m etl refresh x") in said


def test_a_map_gives_its_table_and_says_how_much_of_it(data_dir):
    with use("fr"):
        block = region_map("CA", "export", UNTIL)
    made, pdf, docx, html = written(View("", title="Carte", blocks=[block]))
    (section,) = made.sections
    assert section.picture is None
    assert section.table.total == len(block.result) > len(section.table.rows) == note.TABLE_ROWS
    for said in (pdf_text.words(pdf), said_by(docx), bare(html.decode())):
        for row in (section.table.headings, *section.table.rows):
            assert all(bare(cell) in said for cell in row)
        assert bare(note.cut_line(section.table)) in said
        assert bare(section.sentence) in said


def test_the_second_chart_is_drawn_another_way_when_one_is(top, data_dir):
    twin = replace(top, key="twin", title="Deux fois la même ?")
    map_first = region_map("CA-QC", "export", UNTIL)
    with use("fr"):
        made = note.compose(
            note.matter(View("", blocks=[map_first, top, twin]), top.result.build, LINK, TODAY)
        )
    # Charts come before the table of a map, in the page's own order.
    assert [section.title for section in made.sections] == [top.title, twin.title]
    assert [finding.title for finding in made.findings] == [map_first.title, top.title, twin.title]


def test_markup_in_a_name_is_text_in_every_format(top):
    name = "<b>#emph[Cuba]</b> & $x$ @ref *Haïti*"
    _made, pdf, docx, html = written(View("pays", title=name, blocks=[replace(top, title=name)]))
    assert bare(name) in pdf_text.words(pdf)
    assert bare(name) in said_by(docx)
    assert "<b>#emph" not in html.decode()
    assert "&lt;b&gt;#emph[Cuba]&lt;/b&gt; &amp; $x$ @ref *Haïti*" in html.decode()


def test_a_note_is_made_on_the_build_that_was_on_screen(data_dir):
    shown = builds.current()
    other = replace(shown, build_id="another", folder=shown.folder / "gone")
    with builds.hold(other):
        assert builds.current() is other
    assert builds.current() == shown


def test_outside_a_page_nothing_is_collected(top):
    with use("fr"):
        blocks.show(lambda: top)
    with view.of("x") as shown:
        pass
    assert not shown.blocks
