"""The Word document that a note is written in: paper, styles, language, running head and foot; no content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph

from dashboard import theme

# Word's own text face: our fonts are not on the ministry's machines.
FACE: Final = "Calibri"
TEXT_WIDTH: Final = 6.7
LANGUAGE: Final = {"fr": "fr-CA", "en": "en-CA"}


@dataclass(frozen=True)
class _Look:
    """Size in points, weight, colour (a token's name) and space above and below, in points."""

    size: float
    is_bold: bool = False
    colour: str = "ink"
    above: float = 0
    below: float = 4
    keeps_next: bool = False


BUILT_IN: Final = {
    "Normal": _Look(9.5),
    "Title": _Look(20, is_bold=True, above=2, below=3),
    "Heading 1": _Look(13, is_bold=True, colour="accent", above=9, below=3, keeps_next=True),
    "Heading 2": _Look(9, is_bold=True, above=5, below=1, keeps_next=True),
    "Caption": _Look(10.5, is_bold=True, colour="accent", above=9, below=0, keeps_next=True),
    "List Bullet": _Look(9.5, below=2),
    "Header": _Look(8, colour="ink_soft"),
    "Footer": _Look(8, colour="ink_soft"),
}
OWN: Final = {
    "Kind of document": _Look(9.5, is_bold=True, colour="accent", below=0),
    "Perimeter": _Look(8, colour="ink_soft", below=2, keeps_next=True),
    "Source": _Look(8, colour="ink_soft", above=2),
    "Figure": _Look(9.5, below=0, keeps_next=True),
    "Small print": _Look(8, below=2),
    "Key figure name": _Look(8, colour="ink_soft", above=2, below=0),
    "Key figure": _Look(14, is_bold=True, below=0),
    "Key figure note": _Look(8, colour="ink_soft", below=2),
    "Table text": _Look(8, above=0.5, below=0.5),
}


def blank(lang: str, title: str, day: datetime) -> Word:
    """An empty Letter document in `lang` («fr», «en») with every style that a note uses."""
    word = Document()
    paper = word.sections[0]
    paper.page_width, paper.page_height = Inches(8.5), Inches(11)
    paper.left_margin = paper.right_margin = Inches((8.5 - TEXT_WIDTH) / 2)
    paper.top_margin, paper.bottom_margin = Inches(0.85), Inches(0.8)
    paper.header_distance = paper.footer_distance = Inches(0.45)
    for name, look in BUILT_IN.items():
        _dress(word.styles[name], look)
    for name, look in OWN.items():
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        _dress(style, look)
    _hairlines(word.styles["Table Grid"])
    _speak(word, LANGUAGE[lang])
    facts = word.core_properties
    facts.title, facts.author, facts.language = title, "Cap ALA", LANGUAGE[lang]
    facts.created = facts.modified = day.astimezone(UTC)
    facts.last_modified_by, facts.comments = "Cap ALA", ""
    return word


def running(paragraph: Paragraph, left: str, right: str) -> Paragraph:
    """Write a running line: `left`, and `right` at the margin; gives the paragraph back."""
    stops = paragraph.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Inches(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.text = f"{left}\t{right}"
    return paragraph


def field(paragraph: Paragraph, code: str) -> None:
    """Append what Word computes: PAGE, NUMPAGES."""
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"  # until Word counts
    run.append(text)
    element.append(run)
    paragraph._p.append(element)  # noqa: SLF001


def shade(cell: Any, colour: str) -> None:
    """Fill a table cell with `colour` («#F1F5F8»)."""
    fill = OxmlElement("w:shd")
    fill.set(qn("w:val"), "clear")
    fill.set(qn("w:color"), "auto")
    fill.set(qn("w:fill"), colour.removeprefix("#"))
    cell._tc.get_or_add_tcPr().append(fill)  # noqa: SLF001


def gutter(table: Any) -> None:
    """Part the shaded cells of a table by white."""
    rules = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        rule = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "36"), ("space", "0"), ("color", "FFFFFF")):
            rule.set(qn(f"w:{name}"), value)
        rules.append(rule)
    table._tbl.tblPr.append(rules)  # noqa: SLF001


def _dress(style: Any, look: _Look) -> None:
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.bold = FACE, Pt(look.size), look.is_bold
    font.italic = False
    font.color.rgb = RGBColor.from_string(getattr(theme.current(), look.colour).removeprefix("#"))
    shape.space_before, shape.space_after = Pt(look.above), Pt(look.below)
    shape.line_spacing = 1.0
    shape.tab_stops.clear_all()
    shape.keep_with_next = look.keeps_next
    shape.widow_control = True
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in faces.attrib if name.endswith("Theme")]:
        del faces.attrib[name]
    for name in ("w:eastAsia", "w:cs"):
        faces.set(qn(name), FACE)
    for line in style.element.findall(f".//{qn('w:pBdr')}"):
        line.getparent().remove(line)


def _hairlines(style: Any) -> None:
    """Rules under rows only."""
    rules = style.element.find(f".//{qn('w:tblBorders')}")
    colour = theme.current().rule.removeprefix("#")
    for rule in rules:
        if rule.tag in (qn("w:bottom"), qn("w:insideH")):
            rule.set(qn("w:color"), colour)
        else:
            rule.set(qn("w:val"), "nil")


def _speak(word: Word, language: str) -> None:
    """Set the language that Word checks the spelling in."""
    for one in word.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), language)
