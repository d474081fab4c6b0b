"""What all figures share: the house style, room for text, Plotly settings; no axis, no chart kind."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from dashboard import formats, theme
from dashboard.i18n import LANGUAGES, NBSP, language, pick, use
from dashboard.spec import Figure

Row = Mapping[str, Any]

TEXT_SIZE: Final = 13
LINE_HEIGHT: Final = 16
PHONE: Final = 358  # pixels of a figure on a telephone 390 wide: what fits there fits anywhere
# Plotly measures no text for us before it draws: mean advance of the text face, in parts of its size.
_ADVANCE: Final = 0.55


def blank(
    height: int, *, left: int = 8, right: int = 8, top: int = 8, bottom: int = 8
) -> go.Figure:
    """An empty figure in the house style; `height` and margins in pixels, the width is the page's."""
    shades = theme.current()
    decimal_sign, group_sign = formats.separators()
    return Figure(
        {
            "height": height,
            "margin": {"l": left, "r": right, "t": top, "b": bottom},
            "font": {"family": theme.SANS, "size": TEXT_SIZE, "color": shades.ink},
            "paper_bgcolor": shades.background,
            "plot_bgcolor": shades.background,
            "separators": decimal_sign + group_sign,
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {
                "bgcolor": shades.surface,
                "bordercolor": shades.axis,
                "font": {"family": theme.SANS, "size": TEXT_SIZE, "color": shades.ink},
                "align": "left",
                "namelength": -1,
            },
            "xaxis": {"visible": False, "fixedrange": True},
            "yaxis": {"visible": False, "fixedrange": True},
        }
    )


def annotate(
    figure: go.Figure,
    notes: Sequence[Mapping[str, Any]],
    shapes: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Add all `notes` (annotations) and `shapes`."""
    for note in notes:
        figure.add_annotation(**note)
    for shape in shapes:
        figure.add_shape(**shape)


def wrapped(text: str, width: int = 16) -> str:
    """`text` on lines of about `width` characters, broken at spaces with <br>."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "<br>".join(lines)


def shortened(text: str, most: int) -> str:
    """`text` cut at a word to about `most` characters, with the sign of what is left out."""
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0].rstrip(" ,;:-") + "…"


def text_width(text: str, size: int = TEXT_SIZE) -> int:
    """Pixels that the longest line of `text` needs, on the safe side."""
    return round(max(len(line) for line in text.split("<br>")) * size * _ADVANCE) + 4


def hatched(colour: str) -> dict[str, Any]:
    """The pattern of bars that must differ from their neighbours without their colour."""
    lines = theme.current().background
    return {"shape": "/", "size": 6, "solidity": 0.18, "bgcolor": colour, "fgcolor": lines}


def alt(sentence: str, kind: str = "") -> str:
    """What a screen reader says of a figure: its kind, then the sentence it illustrates."""
    return f"{kind or pick('Graphique', 'Chart')}{pick(NBSP, '')}: {sentence}"


def config(name: str) -> dict[str, Any]:
    """Plotly settings of a figure called `name` (file name of the picture): no tools, no outside request."""
    return {
        "displayModeBar": False,
        "displaylogo": False,
        "scrollZoom": False,
        "doubleClick": False,
        "responsive": True,
        "topojsonURL": "/app/static/topojson/",
        "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2},
        "locale": language(),
        "locales": {lang: {"dictionary": {}, "format": _format(lang)} for lang in LANGUAGES},
    }


def _format(lang: str) -> dict[str, Any]:
    """Names that Plotly needs for dates in one language."""
    with use("fr" if lang == "fr" else "en"):
        return {
            "months": list(formats.month_names("wide")),
            "shortMonths": list(formats.month_names("abbreviated")),
            "date": "%Y-%m-%d",
        }
