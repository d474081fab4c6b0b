"""Sets facts as a table to be read line by line, in HTML that wraps on a telephone; it queries nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from dashboard import prose
from dashboard.i18n import language, pick, typeset


@dataclass(frozen=True)
class Cell:
    """The text of one cell, a softer line beneath it, and a link for the text if it has one.

    `links` (text, address) come after the text, one by one; `is_absent` says that the text stands
    for something missing.
    """

    text: str
    note: str = ""
    href: str = ""
    links: Sequence[tuple[str, str]] = ()
    is_absent: bool = False


@dataclass(frozen=True)
class Group:
    """Rows under a title of their own."""

    title: str
    rows: Sequence[Sequence[Cell]]


def table(headings: Sequence[str], groups: Iterable[Group]) -> str:
    """Return the table; texts are escaped and set in the reader's language."""
    head = "".join(f'<th scope="col">{_text(heading)}</th>' for heading in headings)
    parts = [f'<table class="facts"><thead><tr>{head}</tr></thead>']
    # A telephone shows a row as lines, which say what the heading would: all but the first, its subject.
    said = ["", *(pick("{} :", "{}:").format(heading) for heading in headings[1:])]
    for group in groups:
        lines = "".join(f"<tr>{''.join(map(_cell, row, said))}</tr>" for row in group.rows)
        title = ""
        if group.title:
            span = f'<th scope="rowgroup" colspan="{len(headings)}">{_text(group.title)}</th>'
            title = f'<tr class="group">{span}</tr>'
        parts.append(f"<tbody>{title}{lines}</tbody>")
    return "".join(parts) + "</table>"


def _cell(cell: Cell, said: str) -> str:
    text = _link(cell.text, cell.href)
    text += "<br>".join(_link(*link) for link in cell.links)
    if cell.note:
        text += f'<br><span class="absent">{_words(cell.note)}</span>'
    looks = ' class="absent"' if cell.is_absent else ""
    label = f' data-label="{_text(said)}"' if said else ""
    return f"<td{looks}{label}>{text}</td>"


def _link(text: str, href: str) -> str:
    return f'<a href="{escape(href)}" target="_self">{_text(text)}</a>' if href else _words(text)


def _words(text: str) -> str:
    return prose.marked(typeset(text, language()))


def _text(text: str) -> str:
    return escape(typeset(text, language()))
