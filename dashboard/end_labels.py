"""Names at the right end of lines and stacks, moved apart where they would touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import plotly.graph_objects as go

from dashboard.figure import LINE_HEIGHT, annotate, text_width, wrapped
from dashboard.scale import Scale

_LEADER: Final = 20  # pixels between the plot and the names
_OVERHANG: Final = 12  # pixels that the outermost names may stand out of the plot


@dataclass(frozen=True)
class EndLabel:
    """A name, the day and value (data units) that it belongs to, and its colour."""

    name: str
    day: date
    value: float
    colour: str

    @property
    def text(self) -> str:
        """The name on as many lines as it needs."""
        return wrapped(self.name)


def room(names: Sequence[str]) -> int:
    """Right margin, in pixels, that `names` need."""
    return max((text_width(wrapped(name)) for name in names), default=0) + _LEADER + 8


def draw(figure: go.Figure, labels: Sequence[EndLabel], axis: Scale, last: date) -> None:
    """Write `labels` right of the plot, each joined by a hairline to its point on or before `last`."""
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    wanted = [(label.value - axis.low) / (axis.high - axis.low) * plot for label in labels]
    heights = [LINE_HEIGHT * (label.text.count("<br>") + 1) + 2.0 for label in labels]
    centres = spread(wanted, heights, -_OVERHANG, plot + _OVERHANG)
    moved = [centre - mine for mine, centre in zip(wanted, centres, strict=True)]
    notes = [_name(label, shift) for label, shift in zip(labels, moved, strict=True)]
    leaders = [_leader(label, shift) for label, shift in zip(labels, moved, strict=True)]
    dots = [_dots(label, last) for label in labels if label.day < last]
    annotate(figure, notes, [*leaders, *dots])


def _name(label: EndLabel, shift: float) -> dict[str, Any]:
    return {
        "text": label.text,
        "font": {"color": label.colour},
        "align": "left",
        "xref": "paper",
        "x": 1,
        "xanchor": "left",
        "xshift": _LEADER + 2,
        "yref": "y",
        "y": label.value,
        "yshift": shift,
        "yanchor": "middle",
        "showarrow": False,
    }


def _leader(label: EndLabel, shift: float) -> dict[str, Any]:
    """The hairline from the plot to the name."""
    return {
        "type": "line",
        "xref": "paper",
        "xsizemode": "pixel",
        "xanchor": 1,
        "x0": 6,
        "x1": _LEADER,
        "yref": "y",
        "ysizemode": "pixel",
        "yanchor": label.value,
        "y0": 0,
        "y1": shift,
        "line": {"color": label.colour, "width": 1},
    }


def _dots(label: EndLabel, last: date) -> dict[str, Any]:
    """The dotted line from a point before the last day to the end of the plot."""
    return {
        "type": "line",
        "xref": "x",
        "x0": label.day,
        "x1": last,
        "yref": "y",
        "y0": label.value,
        "y1": label.value,
        "line": {"color": label.colour, "width": 1, "dash": "1px,4px"},
    }


def spread(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Centres as near as can be to `wanted` (pixels, upwards) so that labels of `heights` never touch.

    They stay between `low` and `high` when they fit there; else they run over at the top.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    placed = list(wanted)
    floor = low
    for place in order:
        placed[place] = max(placed[place], floor + heights[place] / 2)
        floor = placed[place] + heights[place] / 2
    ceiling = max(high, low + sum(heights))
    for place in reversed(order):
        placed[place] = min(placed[place], ceiling - heights[place] / 2)
        ceiling = placed[place] - heights[place] / 2
    return placed
