"""Sets a note as a tagged PDF (PDF/UA-1) and draws its charts as PNG; Typst does both, offline."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dashboard import formats, note, theme
from dashboard.i18n import NBSP, pick
from dashboard.note import Note, Section
from dashboard.svg import Picture
from dashboard.table_words import Words
from dashboard.tiles import Tile

if TYPE_CHECKING:
    import typst

HERE: Final = Path(__file__).parent
FONTS: Final = HERE.parent / "static" / "fonts"
DOTS_PER_INCH: Final = 300
WORDY: Final = 30  # letters of a cell that needs a share of the width, whatever its column holds


def pdf(made: Note) -> bytes:
    """The note as PDF; the same note gives the same bytes."""
    day = datetime(made.dated.year, made.dated.month, made.dated.day, tzinfo=UTC)
    return _one(
        _compiler(made, floats=floats(made)).compile(
            format="pdf", pdf_standards=["ua-1"], timestamp=day
        )
    )


def pages(made: Note) -> int:
    """On how many pages the note holds, set the way that takes fewer."""
    return _pages(made, floats=floats(made))


def floats(made: Note) -> bool:
    """Whether the first chart goes to the second page, what follows it filling the first."""
    inline = _pages(made, floats=False)
    return inline > note.PAGES and _pages(made, floats=True) < inline


def _pages(made: Note, *, floats: bool) -> int:
    return int(_compiler(made, floats=floats).query("<pages>", field="value", one=True))


def png(picture: Picture) -> bytes:
    """A chart as a picture of 300 dots per inch, at the width that it has in a note."""
    made = _prepared("note_picture.typ", {"svg": picture.text})
    return _one(made.compile(format="png", ppi=DOTS_PER_INCH))


def _compiler(made: Note, *, floats: bool) -> typst.Compiler:
    matter = _matter(made) | {"floats": floats}
    return _prepared("note.typ", {"note": json.dumps(matter, ensure_ascii=False)})


def _prepared(template: str, inputs: dict[str, str]) -> typst.Compiler:
    # A library of 30 MB that no page needs.
    import typst

    return typst.Compiler(
        HERE / template,
        root=HERE,
        font_paths=[FONTS],
        # The same note on every machine; Typst's own fonts stand in for signs that ours lacks.
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )


def _one(done: bytes | list[bytes] | None) -> bytes:
    if not isinstance(done, bytes):
        raise TypeError("Typst a rendu plusieurs fichiers où une note en est un.")
    return done


def _matter(made: Note) -> dict[str, Any]:
    """The note as the template reads it."""
    shades = theme.current()
    return {
        "words": note.headings() | {"colon": pick(f"{NBSP}:", ":")},
        "colours": {
            "ink": shades.ink,
            "soft": shades.ink_soft,
            "rule": shades.rule,
            "accent": shades.accent,
            "surface": shades.surface,
            "warning": shades.warning,
            "gain": shades.gain,
            "loss": shades.loss,
        },
        "lang": made.lang,
        "title": made.title,
        "lead": made.lead,
        "dated": formats.day(made.dated),
        "day": {"year": made.dated.year, "month": made.dated.month, "day": made.dated.day},
        "across": note.tiles_across(len(made.tiles)),
        "tiles": [_tile(tile) for tile in made.tiles],
        "sections": [_section(one, at) for at, one in enumerate(made.sections, start=1)],
        "findings": [{"title": one.title, "sentence": one.sentence} for one in made.findings],
        "left_out": made.left_out,
        "warnings": made.warnings,
        "definitions": made.definitions,
        "sources": note.cited(made),
        "permalink": made.permalink,
        "build": made.build,
    }


def _tile(tile: Tile) -> dict[str, str]:
    return {
        "name": tile.name,
        "value": tile.value,
        "change": tile.change,
        "note": tile.note,
        "mark": tile.mark,
    }


def _section(one: Section, place: int) -> dict[str, Any]:
    return {
        "title": f"{note.label(one, place)} {one.title}",
        "perimeter": one.perimeter,
        "alt": one.alt,
        "source": one.source,
        "picture": one.picture.text if one.picture else None,
        "table": _table(one.table) if one.table else None,
    }


def _table(words: Words) -> dict[str, Any]:
    is_wordy = any(len(cell) > WORDY for row in words.rows for cell in row[1:])
    return vars(words) | {"cut": note.cut_line(words), "wordy": is_wordy}
