"""Lines over time, compared; a sparkline for tiles. They take rows and never query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import plotly.graph_objects as go

from dashboard import axes, end_labels, formats, intervals, signs, theme
from dashboard.figure import Row, blank
from dashboard.scale import Measure, Scale, scale

_MARKERS: Final = 10  # on a long line, so many markers are enough to tell it apart


@dataclass(frozen=True)
class Series:
    """How rows are read: columns of period (date), value and status, the code that parts the series.

    `label` names a code; `order` (the selection of the page) gives each code the colour, dash and
    marker that it has in all charts of the page. Without it, order of appearance.
    """

    x: str = "period"
    y: str = "value_cad"
    by: str = "partner"
    status: str = "status"
    label: Callable[[str], str] = str
    order: Sequence[str] = ()

    def codes(self, rows: Sequence[Row]) -> list[str]:
        """The codes found in `rows`, in their order."""
        found = dict.fromkeys(str(row[self.by]) for row in rows)
        return [code for code in dict.fromkeys([*self.order, *found]) if code in found]

    def looks(self, rows: Sequence[Row]) -> dict[str, theme.Look]:
        """The look of each code."""
        return theme.looks([*self.order, *self.codes(rows)])


def lines(
    rows: Sequence[Row],
    series: Series = Series(),
    *,
    unit: Measure = "cad",
    frequency: formats.Frequency = "month",
    height: int = 380,
) -> go.Figure:
    """One line per code, named at its end; height in pixels.

    A period without row is a gap. A null value is a gap and a cross at the foot of the chart, whose
    hover text says why. A count hidden between two bounds (columns `…_low`, `…_high` beside `y`) is a
    gap, a hollow sign and the bar of its interval: no line goes through it.
    """
    codes, looks = series.codes(rows), series.looks(rows)
    days = sorted({row[series.x] for row in rows})
    axis = scale(signs.extent(rows, series.y), unit)
    key = signs.key(rows, series.y, series.status) if unit == "count" else ""
    by_code = {
        code: {row[series.x]: row for row in rows if str(row[series.by]) == code} for code in codes
    }
    labels = [
        _end_label(found, series.label(code), looks[code], axis, series)
        for code, found in by_code.items()
    ]
    figure = blank(
        height,
        left=axes.room(axis),
        right=end_labels.room([label.name for label in labels]),
        top=axes.head(axis, key),
        bottom=axes.depth(days, frequency),
    )
    traces = []
    for code, found in by_code.items():
        name, look = series.label(code), looks[code]
        traces += line(found, days, name, look, axis, series)
        said = signs.Said(name, look.colour, axis, series.y, series.status)
        traces += signs.hidden(found, said)
        traces += signs.gaps(found, said)
    figure.add_traces(traces)
    if days:
        axes.value_axis(figure, axis, key)
        axes.time_axis(figure, days, frequency)
        axes.end_at(figure, days)
        end_labels.draw(figure, labels, axis, days[-1])
    figure.layout.hovermode = "x unified"
    return figure


def _end_label(
    found: Mapping[date, Row], name: str, look: theme.Look, axis: Scale, series: Series
) -> end_labels.EndLabel:
    shown = [
        day
        for day, row in found.items()
        if row[series.y] is not None or intervals.bounds(row, series.y)
    ]
    if shown:
        last = max(shown)
        hidden = intervals.bounds(found[last], series.y)
        place = signs.middle(hidden) if hidden else float(found[last][series.y])
        return end_labels.EndLabel(name, last, place, look.colour)
    last = max(found)
    why = axis.text(None, found[last].get(series.status))
    return end_labels.EndLabel(f"{name} ({why})", last, signs.foot(axis), look.colour)


def line(
    found: Mapping[date, Row],
    days: Sequence[date],
    name: str,
    look: theme.Look,
    axis: Scale,
    series: Series,
) -> list[dict[str, Any]]:
    """One line through the rows `found` by day, on those of `days` that it spans; a gap stays one.

    Its markers are a trace of their own: Plotly draws an unseen one at each point of a line that
    has some, which takes it half its time.
    """
    span = [day for day in days if min(found) <= day <= max(found)]
    values = [found[day][series.y] if day in found else None for day in span]
    around = [None, *values, None]
    stride = max(1, len(span) // _MARKERS)
    marked = [
        place
        for place in range(len(span))
        if (len(span) - 1 - place) % stride == 0
        or around[place] is around[place + 2] is None
        # A nil count is a value: its marker on the zero line tells it from a gap.
        or (axis.measure == "count" and values[place] == 0)
    ]
    drawn = {"type": "scatter", "name": name, "connectgaps": False, "cliponaxis": False}
    return [
        drawn
        | {
            "x": span,
            "y": values,
            "mode": "lines",
            "line": {"color": look.colour, "width": 2, "dash": look.dash},
            "customdata": [f"{name}\u2002<b>{axis.text(value)}</b>" for value in values],
            "hovertemplate": signs.HOVER,
        },
        drawn
        | {
            "x": [span[place] for place in marked],
            "y": [values[place] for place in marked],
            "mode": "markers",
            "marker": {
                "symbol": look.symbol,
                "size": 7,
                "color": look.colour,
                "opacity": 1,
                "line": {"width": 0},
            },
            "hoverinfo": "skip",
        },
    ]


def sparkline(
    rows: Sequence[Row], *, x: str = "period", y: str = "value_cad", height: int = 44
) -> go.Figure:
    """A word-sized line for a tile: shape and last point only; the tile gives the figures."""
    shades = theme.current()
    figure = blank(height, left=2, right=6, top=5, bottom=5)
    figure.add_scatter(
        x=[row[x] for row in rows],
        y=[row[y] for row in rows],
        mode="lines",
        hoverinfo="skip",
        line={"color": shades.quiet, "width": 1.5},
        connectgaps=False,
    )
    known = [row for row in rows if row[y] is not None]
    if known:
        figure.add_scatter(
            x=[known[-1][x]],
            y=[known[-1][y]],
            mode="markers",
            hoverinfo="skip",
            cliponaxis=False,
            marker={"color": shades.accent, "size": 7},
        )
    return figure
