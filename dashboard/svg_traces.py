"""The traces of a figure as SVG: columns and bars, lines, points with their texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

import plotly.graph_objects as go

from dashboard import svg_text
from dashboard.figure import LINE_HEIGHT, TEXT_SIZE
from dashboard.svg_marks import Point, Sign, box, hatch, line, path, sign, stroke
from dashboard.svg_plot import Plot, bar_width
from dashboard.svg_text import Words

Trace = Mapping[str, Any]
Span = tuple[float, float, float]

_SIDES: Final = {"top": "bottom", "middle": "middle", "bottom": "top"}
_ENDS: Final = {"left": "right", "center": "center", "right": "left"}


def bars(figure: go.Figure, plot: Plot) -> Iterator[str]:
    """All bars, each upon those before it where the figure stacks them."""
    traces = [trace for trace in figure.data if trace["type"] == "bar"]
    mode = figure.layout.barmode or "group"
    piled: dict[tuple[Any, bool], float] = defaultdict(float)
    for place, trace in enumerate(traces):
        lies = trace.get("orientation") == "h"
        width = trace.get("width") or bar_width(figure)
        shift = 0.0
        if mode == "group" and len(traces) > 1:
            width /= len(traces)
            shift = (place - (len(traces) - 1) / 2) * width
        paint = _Paint(trace.get("marker", {}), f"{plot.name}-{place}")
        yield paint.defined
        where, sizes = (trace["y"], trace["x"]) if lies else (trace["x"], trace["y"])
        bases = trace.get("base") or ()
        for at, (spot, size, base) in enumerate(zip_longest(where, sizes, bases)):
            if size is None:
                continue
            foot = base or 0.0
            if mode in ("stack", "relative"):
                foot = piled[spot, size < 0]
                piled[spot, size < 0] += size
            ends = _ends(plot, lies=lies, spot=spot, shift=shift, width=width)
            along = plot.x if lies else plot.y
            start, end = along.at(foot), along.at(foot + size)
            corners = (
                ((start, ends[0]), (end, ends[1])) if lies else ((ends[0], start), (ends[1], end))
            )
            yield box(*corners, paint.fill(at), *paint.edge(at))


def _ends(plot: Plot, *, lies: bool, spot: Any, shift: float, width: float) -> Point:
    """Where a bar begins and ends across its length, in pixels."""
    across = plot.y if lies else plot.x
    middle = across.at(spot)
    pixel = (across.end - across.start) / ((across.high - across.low) or 1.0)
    return middle + (shift - width / 2) * pixel, middle + (shift + width / 2) * pixel


@dataclass(frozen=True)
class _Paint:
    """What bars are filled and outlined with; `defined` is the pattern it needs, if any."""

    marker: Mapping[str, Any]
    name: str

    @property
    def defined(self) -> str:
        pattern = self.marker.get("pattern")
        if not pattern:
            return ""
        return f"<defs>{hatch(self.name, pattern['bgcolor'], pattern['fgcolor'])}</defs>"

    def fill(self, at: int) -> str:
        if self.marker.get("pattern"):
            return f"url(#{self.name})"
        return str(_each(self.marker.get("color", ""), at))

    def edge(self, at: int) -> tuple[str, float]:
        look = self.marker.get("line", {})
        return str(_each(look.get("color", ""), at)), float(_each(look.get("width", 0), at))


def scatter(trace: Trace, plot: Plot) -> Iterator[str]:
    """The line of a trace, then its intervals, markers and texts, those that its mode names."""
    mode = str(trace.get("mode", "lines"))
    points = [plot.point(x, y) for x, y in zip(trace["x"], trace["y"], strict=True)]
    if "lines" in mode:
        look = trace.get("line", {})
        joined = points if not trace.get("connectgaps") else [one for one in points if one]
        yield path(
            joined, stroke(look.get("color", ""), look.get("width", 2), look.get("dash", ""))
        )
    yield from _intervals(trace, plot)
    marker = trace.get("marker", {})
    for at, point in enumerate(points):
        if point and "markers" in mode:
            yield sign(_sign(marker, at), point)
        if point and "text" in mode:
            yield _written(trace, at, point, plot.written)


def _intervals(trace: Trace, plot: Plot) -> Iterator[str]:
    """The bars of `error_y`: from one bound of a hidden count to the other."""
    spans = trace.get("error_y")
    if not spans:
        return
    look = stroke(spans["color"], spans["thickness"])
    for x, y, half in zip(trace["x"], trace["y"], spans["array"], strict=True):
        if y is None:
            continue
        across, low, high = plot.x.at(x), plot.y.at(y - half), plot.y.at(y + half)
        yield line((across, low), (across, high), look)
        for end in (low, high):
            yield line((across - spans["width"], end), (across + spans["width"], end), look)


def _sign(marker: Mapping[str, Any], at: int) -> Sign:
    edge = marker.get("line", {})
    return Sign(
        symbol=_each(marker.get("symbol", "circle"), at),
        size=_each(marker.get("size", 6), at),
        colour=_each(marker.get("color", ""), at),
        outline=_each(edge.get("color", ""), at),
        width=_each(edge.get("width", 0), at),
        opacity=_each(marker.get("opacity", 1), at),
    )


def _written(trace: Trace, at: int, point: Point, taken: list[Span]) -> str:
    """The text of a point, moved away from it by lines as long as it would cover another's."""
    down, _space, across = str(_each(trace.get("textposition", "middle center"), at)).partition(" ")
    font = trace.get("textfont", {})
    words = Words(
        text=str(_each(trace["text"], at)),
        size=font.get("size", TEXT_SIZE),
        colour=font.get("color", ""),
        across=_ENDS[across],
        down=_SIDES[down],
    )
    has_marker = "markers" in trace["mode"]
    clear = _each(trace.get("marker", {}).get("size", 6), at) / 2 + 3 if has_marker else 0
    x = point[0] + {"left": -clear, "center": 0, "right": clear}[across]
    y = point[1] + {"top": -clear, "middle": 0, "bottom": clear}[down]
    start = svg_text.left(words, x)
    end = start + svg_text.width(words)
    while any(
        start < its_end and its_start < end and abs(y - its_y) < LINE_HEIGHT
        for its_start, its_end, its_y in taken
    ):
        y += -LINE_HEIGHT if down == "top" else LINE_HEIGHT
    taken.append((start, end, y))
    return svg_text.draw(words, x, y)


def _each(value: Any, at: int) -> Any:
    """The value of one point: a list has one each, anything else is for all."""
    return value[at] if isinstance(value, Sequence) and not isinstance(value, str) else value
