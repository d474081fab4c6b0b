"""Writes a note as a Word document that can be edited: real styles, fields, tables and pictures."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from dashboard import docx_styles, formats, note, note_pdf, theme
from dashboard.i18n import NBSP, pick
from dashboard.note import Note, Section
from dashboard.svg import Picture
from dashboard.table_words import Words
from dashboard.tiles import Tile


def docx(made: Note) -> bytes:
    """The note as DOCX."""
    day = datetime(made.dated.year, made.dated.month, made.dated.day, 12, tzinfo=UTC)
    word = docx_styles.blank(made.lang, made.title, day)
    words = note.headings()
    _head_and_foot(word, made, words)
    word.add_paragraph(words["kind"], "Kind of document")
    word.add_paragraph(made.title, "Title")
    if made.lead:
        word.add_paragraph(made.lead)
    if made.tiles:
        word.add_paragraph(words["figures"], "Heading 1")
        _tiles(word, made.tiles)
    if made.findings:
        word.add_paragraph(words["findings"], "Heading 1")
        for one in made.findings:
            _said(word.add_paragraph(style="List Bullet"), one.title, one.sentence)
    # Word floats no chart: what would fill the page that the first one leaves comes before it.
    before = 0 if note_pdf.floats(made) else 1
    for place, section in enumerate(made.sections[:before], start=1):
        _section(word, section, place)
    if made.warnings:
        word.add_paragraph(words["warnings"], "Heading 1")
        for about, text in made.warnings:
            _said(word.add_paragraph(style="List Bullet"), about, text)
    for place, section in enumerate(made.sections[before:], start=before + 1):
        _section(word, section, place)
    _end(word, made, words)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def _head_and_foot(word: Word, made: Note, words: dict[str, str]) -> None:
    paper = word.sections[0]
    docx_styles.running(paper.header.paragraphs[0], words["product"], formats.day(made.dated))
    foot = docx_styles.running(paper.footer.paragraphs[0], made.title, "")
    before, _page, rest = words["page"].partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    for text, code in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        foot.add_run(text)
        if code:
            docx_styles.field(foot, code)


def _said(paragraph: Paragraph, about: str, text: str) -> None:
    """A bold lead-in, if any, then the text."""
    if about:
        paragraph.add_run(about).bold = True
        paragraph.add_run(" ")
    paragraph.add_run(text)


def _tiles(word: Word, tiles: tuple[Tile, ...]) -> None:
    across = note.tiles_across(len(tiles))
    table = word.add_table(rows=-(-len(tiles) // across), cols=across)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    docx_styles.gutter(table)
    shades = theme.current()
    for place, tile in enumerate(tiles):
        cell = table.cell(place // across, place % across)
        docx_styles.shade(cell, shades.surface)
        name = cell.paragraphs[0]
        name.text, name.style = tile.name, word.styles["Key figure name"]
        cell.add_paragraph(tile.value, "Key figure")
        if tile.change:
            change = cell.add_paragraph(style="Key figure note").add_run(tile.change)
            change.bold = True
            if tile.mark:
                colour = getattr(shades, tile.mark).removeprefix("#")
                change.font.color.rgb = RGBColor.from_string(colour)
        if tile.note:
            cell.add_paragraph(tile.note, "Key figure note")


def _section(word: Word, section: Section, place: int) -> None:
    word.add_paragraph(f"{note.label(section, place)} {section.title}", "Caption")
    word.add_paragraph(section.perimeter, "Perimeter")
    if section.picture:
        _picture(word, section.picture, section.alt)
    if section.table:
        _table(word, section.table)
    word.add_paragraph(section.source, "Source")


def _picture(word: Word, picture: Picture, alt: str) -> None:
    run = word.add_paragraph(style="Figure").add_run()
    drawn = run.add_picture(io.BytesIO(note_pdf.png(picture)), width=Inches(docx_styles.TEXT_WIDTH))
    drawn._inline.docPr.set("descr", alt)  # noqa: SLF001 - python-docx has no door to it


def _table(word: Word, words: Words) -> None:
    table = word.add_table(rows=0, cols=len(words.headings), style="Table Grid")
    is_short = len(words.rows) <= note.TABLE_ROWS
    for at, row in enumerate((words.headings, *words.rows)):
        line = table.add_row()
        cells = line.cells
        if at and not any(row[1:]):
            cells[0].merge(cells[-1])
        for cell, text, is_right in zip(cells, row, words.numeric, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = word.styles["Table text"]
            # A short table stays on one page with its source; a long one may break.
            paragraph.paragraph_format.keep_with_next = is_short or at == 0
            paragraph.add_run(text).bold = at == 0 or not any(row[1:])
            if is_right and any(row[1:]):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if at == 0:
            # Word repeats the line on the next page and reads it as headings.
            heading = OxmlElement("w:tblHeader")
            line._tr.get_or_add_trPr().append(heading)  # noqa: SLF001
    if not is_short:
        _widen_first(table)
    cut = note.cut_line(words)
    if cut:
        word.add_paragraph(cut, "Perimeter")


def _widen_first(table: Table) -> None:
    """Give the names of a long table a third of the width, and its figures the rest."""
    names = docx_styles.TEXT_WIDTH / 3
    others = (docx_styles.TEXT_WIDTH - names) / (len(table.columns) - 1)
    for at, column in enumerate(table.columns):
        column.width = Inches(others if at else names)


def _end(word: Word, made: Note, words: dict[str, str]) -> None:
    """The small print: definitions, sources, what is left out, where the view is."""
    if made.definitions:
        word.add_paragraph(words["definitions"], "Heading 2")
        for term, meaning in made.definitions:
            _said(word.add_paragraph(style="Small print"), term + pick(f"{NBSP}:", ":"), meaning)
    word.add_paragraph(words["sources"], "Heading 2")
    for source, url in note.cited(made):
        line = word.add_paragraph(source, "Small print")
        if url:
            line.add_run(" ")
            _link(line, url)
    if made.left_out:
        word.add_paragraph(words["left_out"], "Heading 2")
        word.add_paragraph(" · ".join(made.left_out), "Small print")
    word.add_paragraph(words["view"], "Heading 2")
    _link(word.add_paragraph(style="Small print"), made.permalink)
    word.add_paragraph(made.build, "Small print")


def _link(paragraph: Paragraph, url: str) -> None:
    held = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), held)
    run = paragraph.add_run(url)
    run.font.color.rgb = RGBColor.from_string(theme.current().accent.removeprefix("#"))
    run.font.underline = True
    link.append(run._r)  # noqa: SLF001 - python-docx writes no link of its own
    paragraph._p.append(link)  # noqa: SLF001
