"""Writes a note as one HTML file that asks nothing of any server: style, font and charts are in it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Final

from dashboard import formats, note, theme, typeface
from dashboard.i18n import NBSP, pick
from dashboard.note import Note, Section
from dashboard.table_words import Words
from dashboard.tiles import Tile

STYLES: Final = Path(__file__).parent / "note.css"
FONT: Final = typeface.FOLDER / "ibm-plex-sans.woff2"


def html(made: Note) -> bytes:
    """The note as HTML, in UTF-8."""
    return "".join(_document(made)).encode()


def _document(made: Note) -> Iterator[str]:
    words = note.headings()
    yield (
        f'<!DOCTYPE html><html lang="{made.lang}-CA"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(made.title)} · {escape(words['kind'])}</title>"
        f"<style>{_variables()}{_styles()}</style></head><body>"
        '<header><p class="running">'
        f"<span>{escape(words['product'])}</span><span>{formats.day(made.dated)}</span></p>"
        f'<p class="kind">{escape(words["kind"])}</p><h1>{escape(made.title)}</h1>'
        f"<p>{escape(made.lead)}</p></header><main>"
    )
    if made.tiles:
        yield _heading(words["figures"])
        yield f'<dl class="tiles">{"".join(map(_tile, made.tiles))}</dl>'
    if made.findings:
        yield _heading(words["findings"])
        yield _list((one.title, one.sentence) for one in made.findings)
    figures = [_figure(one, place) for place, one in enumerate(made.sections, start=1)]
    yield "".join(figures[:1])
    if made.warnings:
        yield _heading(words["warnings"])
        yield _list(made.warnings)
    yield "".join(figures[1:])
    yield "</main><footer>"
    yield from _end(made, words)
    yield "</footer></body></html>\n"


def _heading(text: str, level: int = 2) -> str:
    return f"<h{level}>{escape(text)}</h{level}>"


def _list(items: Iterable[tuple[str, str]]) -> str:
    return f"<ul>{''.join(f'<li>{_said(*item)}</li>' for item in items)}</ul>"


def _said(about: str, text: str) -> str:
    """A bold lead-in, if any, then the text."""
    return (f"<strong>{escape(about)}</strong> " if about else "") + escape(text)


def _tile(tile: Tile) -> str:
    change = f'<dd class="change {tile.mark}">{escape(tile.change)}</dd>' if tile.change else ""
    beneath = f'<dd class="note">{escape(tile.note)}</dd>' if tile.note else ""
    return (
        f'<div><dt>{escape(tile.name)}</dt><dd class="value">{escape(tile.value)}</dd>'
        f"{change}{beneath}</div>"
    )


def _figure(section: Section, place: int) -> str:
    drawn = ""
    if section.picture:
        named = f'<svg role="img" aria-label="{escape(section.alt)}" '
        drawn = section.picture.text.replace("<svg ", named, 1)
    return (
        f"<figure><figcaption><strong>{escape(note.label(section, place))} "
        f"{escape(section.title)}</strong>{escape(section.perimeter)}</figcaption>{drawn}"
        f"{_table(section.table) if section.table else ''}"
        f'<p class="source">{escape(section.source)}</p></figure>'
    )


def _table(words: Words) -> str:
    sides = [' class="number"' if one else "" for one in words.numeric]
    heads = "".join(
        f'<th scope="col"{side}>{escape(text)}</th>'
        for text, side in zip(words.headings, sides, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(f"<td{side}>{escape(cell)}</td>" for cell, side in zip(row, sides, strict=True))
        + "</tr>"
        for row in words.rows
    )
    cut = note.cut_line(words)
    return (
        f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f"</div>{f'<p class=source>{escape(cut)}</p>' if cut else ''}"
    )


def _end(made: Note, words: dict[str, str]) -> Iterator[str]:
    """The small print: definitions, sources, what is left out, where the view is."""
    if made.definitions:
        yield _heading(words["definitions"], 3)
        colon = pick(f"{NBSP}:", ":")
        yield "".join(f"<p>{_said(term + colon, text)}</p>" for term, text in made.definitions)
    yield _heading(words["sources"], 3)
    for source, url in note.cited(made):
        yield f"<p>{escape(source)} {_link(url)}</p>"
    if made.left_out:
        yield f"{_heading(words['left_out'], 3)}<p>{escape(' · '.join(made.left_out))}</p>"
    yield f"{_heading(words['view'], 3)}<p>{_link(made.permalink)}</p><p>{escape(made.build)}</p>"


def _link(url: str) -> str:
    return f'<a href="{escape(url)}">{escape(url)}</a>' if url else ""


def _variables() -> str:
    shades = vars(theme.current())
    named = {name: value for name, value in shades.items() if isinstance(value, str)}
    lines = "".join(f"--{name.replace('_', '-')}:{value};" for name, value in named.items())
    return f":root{{{lines}}}"


@lru_cache(maxsize=1)
def _styles() -> str:
    font = b64encode(FONT.read_bytes()).decode()
    face = (
        '@font-face{font-family:"IBM Plex Sans";font-weight:100 700;'
        f'src:url(data:font/woff2;base64,{font}) format("woff2")}}'
    )
    return face + STYLES.read_text(encoding="utf-8")
