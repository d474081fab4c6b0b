"""Where data stand in a vector picture: the two axes of a figure in pixels; it draws nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import plotly.graph_objects as go

from dashboard.svg_marks import Point

_BAR_GAP: Final = 0.2  # Plotly's own
_ROOM: Final = 0.02  # of the span, left and right of points


@dataclass(frozen=True)
class Axis:
    """From data to pixels: `low` stands at `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: object) -> float:
        """Where a value (number or date) stands."""
        span = (self.high - self.low) or 1.0
        return self.start + (number(value) - self.low) / span * (self.end - self.start)


@dataclass(frozen=True)
class Plot:
    """A figure's layout and axes; `name` makes its patterns its own among several pictures.

    `written` keeps where texts of points stand (left, right, top), so that none covers another.
    """

    layout: Any
    x: Axis
    y: Axis
    width: int
    name: str
    written: list[tuple[float, float, float]] = field(default_factory=list)

    def point(self, x: object, y: object) -> Point | None:
        """Where a pair of values stands; None when either is missing."""
        return None if x is None or y is None else (self.x.at(x), self.y.at(y))


def plot(figure: go.Figure, width: int, name: str) -> Plot:
    """The axes of a figure drawn `width` pixels wide, its margins as they are."""
    layout, margin = figure.layout, figure.layout.margin
    left, right = layout.xaxis.range or _across(figure)
    bottom, top = layout.yaxis.range or (0.0, 1.0)
    return Plot(
        layout,
        Axis(number(left), number(right), margin.l, width - margin.r),
        Axis(number(bottom), number(top), layout.height - margin.b, margin.t),
        width,
        name,
    )


def number(value: Any) -> float:
    """A place on an axis; dates count in days."""
    return float(value.toordinal()) if isinstance(value, date) else float(value)


def bar_width(figure: go.Figure) -> float:
    """How wide an upright column is, in data units."""
    gap = figure.layout.bargap
    return _step(figure) * (1 - (_BAR_GAP if gap is None else float(gap)))


def _across(figure: go.Figure) -> tuple[float, float]:
    """The horizontal extent of what is drawn, room for half a column or a marker left on each side."""
    places = sorted(_places(figure))
    if not places:
        return 0.0, 1.0
    has_bars = any(trace["type"] == "bar" for trace in figure.data)
    room = _step(figure) / 2 if has_bars else (places[-1] - places[0]) * _ROOM or 1.0
    return places[0] - room, places[-1] + room


def _step(figure: go.Figure) -> float:
    """The least distance between two columns."""
    places: Sequence[float] = sorted(_places(figure))
    return min((b - a for a, b in itertools.pairwise(places)), default=1.0)


def _places(figure: go.Figure) -> set[float]:
    return set(_found(figure))


def _found(figure: go.Figure) -> Iterator[float]:
    for trace in figure.data:
        yield from (number(value) for value in trace["x"] if value is not None)
