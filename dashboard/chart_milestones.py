"""Trade over the years with the milestones that concern it, numbered as in the list beneath; no query."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from dashboard import axes, formats, theme
from dashboard.chart_lines import Series, lines
from dashboard.figure import TEXT_SIZE, Row, annotate


def timeline(
    rows: Sequence[Row], marks: Sequence[tuple[date, str]], series: Series, *, height: int = 440
) -> go.Figure:
    """Lines by year (null where a year is not loaded) and a numbered rule at each of `marks`.

    Years before the first value are shaded and said not to be loaded.
    """
    shades = theme.current()
    shown = [row for row in rows if row[series.y] is not None]
    figure = lines(shown, series, frequency="year", height=height)
    first = min(row[series.x] for row in rows)
    last = max(row[series.x] for row in rows)
    axes.time_axis(figure, sorted({row[series.x] for row in rows}), "year")
    figure.layout.xaxis.update(range=[_before(first), last])
    loaded = min((row[series.x] for row in shown), default=last)
    notes = []
    shapes = []
    if loaded > first:
        shapes.append(
            {
                "type": "rect",
                "xref": "x",
                "yref": "paper",
                "x0": _before(first),
                "x1": loaded,
                "y0": 0,
                "y1": 1,
                "fillcolor": shades.surface,
                "line": {"width": 0},
                "layer": "below",
            }
        )
        notes.append(_note(loaded, 0.06, f"{formats.missing('not_loaded')}\u2002", "right"))
    for place, (day, number) in enumerate(marks):
        shapes.append(
            {
                "type": "line",
                "xref": "x",
                "yref": "paper",
                "x0": day,
                "x1": day,
                "y0": 0,
                "y1": 1,
                "line": {"color": shades.axis, "width": 1, "dash": "dot"},
            }
        )
        # Numbers of close days stand on two levels.
        notes.append(_note(day, 1.0 - 0.07 * (place % 3), f"<b>{number}</b>", "center"))
    annotate(figure, notes, shapes)
    return figure


def _note(day: date, height: float, text: str, anchor: str) -> dict[str, object]:
    shades = theme.current()
    return {
        "x": day,
        "y": height,
        "xref": "x",
        "yref": "paper",
        "xanchor": anchor,
        "yanchor": "middle",
        "text": text,
        "showarrow": False,
        "bgcolor": shades.background if anchor == "center" else None,
        "font": {"size": TEXT_SIZE - 1, "color": shades.ink_soft},
    }


def _before(day: date) -> date:
    return date(day.year - 1, 7, 1)
