"""Text of a chart as SVG: the little HTML that our figures use (bold, colour, line break), set by anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

_LINE: Final = 1.3  # parts of the size, as Plotly sets lines
_ASCENT: Final = 0.95  # from the top of a line to its baseline
_ANCHOR: Final = {"left": "start", "center": "middle", "right": "end"}
_BREAK: Final = re.compile(r"<br\s*/?>")
_TAG: Final = re.compile(r"(</?b>|<span style=\"color:[^\"]*\">|</span>)")
# Signs that IBM Plex Sans has not, by those it has: a text that holds one of the former is set in
# another face as a whole where fonts are chosen text by text (Typst).
_STAND_INS: Final = str.maketrans({"│": "|", "◇": "◊", "○": "o", "■": "•"})
_DOT: Final = re.compile("•")
_COLOUR: Final = re.compile(r"color:\s*([#\w]+)")


@dataclass(frozen=True)
class Words:
    """A text and how it is set: size in pixels, `across` and `down` its anchors (Plotly's words)."""

    text: str
    size: float
    colour: str
    across: str = "left"
    down: str = "middle"


def draw(words: Words, x: float, y: float) -> str:
    """The text with its anchor at (`x`, `y`), pixels from the top left; one element a line."""
    lines = _BREAK.split(words.text)
    pitch = words.size * _LINE
    height = pitch * len(lines)
    top = y - {"top": 0.0, "middle": height / 2, "bottom": height}[words.down]
    return "".join(
        f'<text x="{x:.1f}" y="{top + place * pitch + words.size * _ASCENT:.1f}" '
        f'font-size="{words.size:g}" fill="{words.colour}" '
        f'text-anchor="{anchor(words)}" xml:space="preserve">{"".join(_spans(line))}</text>'
        for place, line in enumerate(lines)
    )


def anchor(words: Words) -> str:
    """SVG's name for where a text stands from its anchor: start, middle, end."""
    return _ANCHOR[words.across]


def plain(text: str) -> str:
    """The words of a text, without their dress."""
    return unescape(_TAG.sub("", _BREAK.sub(" ", text)))


def _spans(line: str) -> Iterator[str]:
    is_bold, colour = False, ""
    for piece in _TAG.split(line):
        if piece in ("<b>", "</b>"):
            is_bold = piece == "<b>"
        elif piece == "</span>":
            colour = ""
        elif piece.startswith("<span"):
            found = _COLOUR.search(piece)
            colour = found[1] if found else ""
        elif piece:
            dress = (' font-weight="700"' if is_bold else "") + (
                f' fill="{colour}"' if colour else ""
            )
            words = escape(unescape(piece), quote=False).translate(_STAND_INS)
            words = _DOT.sub('<tspan font-size="1.6em">•</tspan>', words)
            yield f"<tspan{dress}>{words}</tspan>" if dress else words
