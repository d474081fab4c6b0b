"""Text of a chart as SVG: the little HTML that our figures use (bold, colour, line break), set by anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

from dashboard import typeface
from dashboard.svg_marks import Sign, sign

_LINE: Final = 1.3  # parts of the size, as Plotly sets lines
_ASCENT: Final = 0.95  # from the top of a line to its baseline
_MIDDLE: Final = 0.33  # from the baseline up to the middle of a sign
_ANCHOR: Final = {"left": "start", "center": "middle", "right": "end"}
_BREAK: Final = re.compile(r"<br\s*/?>")
_TAG: Final = re.compile(r"(</?b>|<span style=\"color:[^\"]*\">|</span>)")
_COLOUR: Final = re.compile(r"color:\s*([#\w]+)")
# Signs that our typeface lacks are drawn: a text that holds one would be set in another face whole.
_SIGNS: Final = {
    "│": "line-ns-open",
    "◇": "diamond-open",
    "○": "circle-open",
    "■": "square",
    "▨": "square-hatched-open",
}
_SIGN: Final = re.compile(f"([{''.join(_SIGNS)}])")
_SIGN_WIDTH: Final = 0.85  # parts of the size


@dataclass(frozen=True)
class Words:
    """A text and how it is set: size in pixels, `across` and `down` its anchors (Plotly's words)."""

    text: str
    size: float
    colour: str
    across: str = "left"
    down: str = "middle"


@dataclass(frozen=True)
class _Run:
    """A piece of a line in one dress."""

    text: str
    colour: str
    is_bold: bool

    def width(self, size: float) -> float:
        if self.text in _SIGNS:
            return _SIGN_WIDTH * size
        return typeface.width(self.text, size, is_bold=self.is_bold)


def draw(words: Words, x: float, y: float) -> str:
    """The text with its anchor at (`x`, `y`), pixels from the top left."""
    lines = [list(_runs(line, words.colour)) for line in _BREAK.split(words.text)]
    pitch = words.size * _LINE
    height = pitch * len(lines)
    top = y - {"top": 0.0, "middle": height / 2, "bottom": height}[words.down]
    return "".join(
        _line(line, words, x, top + place * pitch + words.size * _ASCENT)
        for place, line in enumerate(lines)
    )


def left(words: Words, x: float) -> float:
    """Where a text of one line begins when its anchor is at `x`."""
    return x - width(words) * {"left": 0.0, "center": 0.5, "right": 1.0}[words.across]


def width(words: Words) -> float:
    """Pixels that the longest line of a text takes."""
    lines = (_runs(line, words.colour) for line in _BREAK.split(words.text))
    return max(sum(run.width(words.size) for run in line) for line in lines)


def _line(runs: list[_Run], words: Words, x: float, baseline: float) -> str:
    if not any(run.text in _SIGNS for run in runs):
        spans = "".join(_span(run, words.colour) for run in runs)
        return _text(spans, words, x, baseline, words.across)
    whole = sum(run.width(words.size) for run in runs)
    at = x - whole * {"left": 0.0, "center": 0.5, "right": 1.0}[words.across]
    drawn = []
    for run in runs:
        wide = run.width(words.size)
        if run.text in _SIGNS:
            mark = Sign(_SIGNS[run.text], words.size * 0.62, run.colour, width=1.5)
            drawn.append(sign(mark, (at + wide / 2, baseline - words.size * _MIDDLE)))
        else:
            drawn.append(_text(_span(run, words.colour), words, at, baseline, "left"))
        at += wide
    return "".join(drawn)


def _text(spans: str, words: Words, x: float, baseline: float, across: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{baseline:.1f}" font-size="{words.size:g}" fill="{words.colour}" '
        f'text-anchor="{_ANCHOR[across]}" xml:space="preserve">{spans}</text>'
    )


def _span(run: _Run, usual: str) -> str:
    weight = ' font-weight="700"' if run.is_bold else ""
    fill = f' fill="{run.colour}"' if run.colour != usual else ""
    text = escape(run.text, quote=False)
    return f"<tspan{weight}{fill}>{text}</tspan>" if weight or fill else text


def _runs(line: str, usual: str) -> Iterator[_Run]:
    is_bold, colour = False, usual
    for piece in _TAG.split(line):
        if piece in ("<b>", "</b>"):
            is_bold = piece == "<b>"
        elif piece.startswith("<span"):
            found = _COLOUR.search(piece)
            colour = found[1] if found else usual
        elif piece == "</span>":
            colour = usual
        else:
            for text in filter(None, _SIGN.split(unescape(piece))):
                yield _Run(text, colour, is_bold)
