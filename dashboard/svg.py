"""A plain-data figure (`dashboard.spec`) as a vector picture, as Plotly draws it on the page; no map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from dashboard import svg_text
from dashboard.figure import TEXT_SIZE
from dashboard.svg_marks import is_known, line, stroke
from dashboard.svg_plot import Axis, Plot, plot
from dashboard.svg_text import Words
from dashboard.svg_traces import bars, scatter

FAMILY: Final = "IBM Plex Sans"
_KINDS: Final = {"bar", "scatter"}
_STANDOFF: Final = 3  # pixels between an axis and its texts


@dataclass(frozen=True)
class Picture:
    """An SVG document and its size in pixels."""

    text: str
    width: int
    height: int


def can_draw(figure: go.Figure) -> bool:
    """Whether all that a figure holds is of a kind drawn here; a map, a legend, a third axis is not."""
    signs = (trace.get("marker", {}).get("symbol", "circle") for trace in figure.data)
    return (
        bool(figure.data)
        and {trace["type"] for trace in figure.data} <= _KINDS
        and not any({"xaxis", "yaxis"} & set(trace) for trace in figure.data)
        and not figure.layout.showlegend
        and all(isinstance(one, str) and is_known(one) for one in signs)
    )


def draw(figure: go.Figure, width: int, name: str = "chart") -> Picture:
    """The figure at `width` pixels and its own height; ValueError for one that `can_draw` refuses."""
    if not can_draw(figure):
        raise ValueError("svg.draw: only lines, points and bars on two axes; ask can_draw first.")
    placed, height = plot(figure, width, name), int(figure.layout.height)
    points = (trace for trace in figure.data if trace["type"] == "scatter")
    drawn = [
        *_value_axis(placed),
        *_shapes(placed, are_below=True),
        *bars(figure, placed),
        *_zero_lines(placed),
        *_time_axis(placed),
        *(mark for trace in points for mark in scatter(trace, placed)),
        *_shapes(placed, are_below=False),
        *_notes(placed),
    ]
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="\'{FAMILY}\', sans-serif">{"".join(drawn)}</svg>'
    )
    return Picture(text, width, height)


def _value_axis(placed: Plot) -> Iterator[str]:
    axis, left = placed.layout.yaxis, placed.x.start
    for value, text in zip(axis.tickvals or (), axis.ticktext or (), strict=True):
        y = placed.y.at(value)
        yield line((left, y), (placed.x.end, y), stroke(axis.gridcolor, axis.gridwidth or 1))
        standoff = _STANDOFF + (axis.ticklabelstandoff or 0)
        yield svg_text.draw(_tick(text, axis.tickfont, "right", "middle"), left - standoff, y)


def _zero_lines(placed: Plot) -> Iterator[str]:
    across, up = placed.layout.xaxis, placed.layout.yaxis
    if up.zeroline and up.visible:
        y = placed.y.at(0)
        look = stroke(up.zerolinecolor, up.zerolinewidth or 1)
        yield line((placed.x.start, y), (placed.x.end, y), look)
    if across.zeroline and across.visible:
        x = placed.x.at(0)
        look = stroke(across.zerolinecolor, across.zerolinewidth or 1)
        yield line((x, placed.y.start), (x, placed.y.end), look)


def _time_axis(placed: Plot) -> Iterator[str]:
    axis, foot = placed.layout.xaxis, placed.y.start
    if axis.linecolor:
        yield line((placed.x.start, foot), (placed.x.end, foot), stroke(axis.linecolor, 1))
    length = axis.ticklen or 0
    for value, text in zip(axis.tickvals or (), axis.ticktext or (), strict=True):
        x = placed.x.at(value)
        if not placed.x.start - 1 <= x <= placed.x.end + 1:
            continue
        if length:
            yield line((x, foot), (x, foot + length), stroke(axis.tickcolor, 1))
        words = _tick(text, axis.tickfont, "center", "top")
        yield svg_text.draw(words, x, foot + length + _STANDOFF)


def _tick(text: str, font: Mapping[str, Any], across: str, down: str) -> Words:
    return Words(str(text), font["size"], font["color"], across, down)


def _shapes(placed: Plot, *, are_below: bool) -> Iterator[str]:
    for shape in placed.layout.shapes:
        if (shape.layer == "below") is are_below:
            look = shape.line
            start = _corner(placed, shape, "0")
            end = _corner(placed, shape, "1")
            yield line(start, end, stroke(look.color, look.width, look.dash or ""))


def _corner(placed: Plot, shape: Any, end: str) -> tuple[float, float]:
    """One end of a line: in data, in parts of the plot, or in pixels from an anchor."""
    x = shape["x" + end]
    if shape.xsizemode == "pixel":
        x = _stand(placed.x, shape.xref, shape.xanchor) + x
    else:
        x = _stand(placed.x, shape.xref, x)
    y = shape["y" + end]
    if shape.ysizemode == "pixel":
        y = _stand(placed.y, shape.yref, shape.yanchor) - y
    else:
        y = _stand(placed.y, shape.yref, y)
    return x, y


def _stand(axis: Axis, reference: str | None, value: Any) -> float:
    if reference == "paper":
        return axis.start + float(value) * (axis.end - axis.start)
    return axis.at(value)


def _notes(placed: Plot) -> Iterator[str]:
    for note in placed.layout.annotations:
        font = {"size": TEXT_SIZE, "color": placed.layout.font.color} | (note.font or {})
        across = note.xanchor or "center"
        words = Words(
            text=note.text,
            size=font["size"],
            colour=font["color"],
            across=across,
            down=note.yanchor or "middle",
        )
        x = _stand(placed.x, note.xref, note.x) + (note.xshift or 0)
        y = _stand(placed.y, note.yref, note.y) - (note.yshift or 0)
        yield svg_text.draw(words, x, y)
