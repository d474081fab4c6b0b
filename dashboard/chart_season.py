"""The months of a year side by side, one line per year or per mean; it takes rows and never queries."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import plotly.graph_objects as go

from dashboard import formats
from dashboard.chart_lines import Series, lines
from dashboard.figure import Row
from dashboard.scale import Measure

# The time axis wants days; the months of any one year do, and the year is never written.
_YEAR: Final = 2000
_NAMED: Final = (1, 4, 7, 10)


def season(
    rows: Sequence[Row], series: Series, *, unit: Measure = "count", height: int = 340
) -> go.Figure:
    """One line per code over the twelve months; column `x` of the series is the month's number."""
    placed = [{**row, "_day": date(_YEAR, row[series.x], 1)} for row in rows]
    figure = lines(placed, replace(series, x="_day"), unit=unit, height=height)
    if placed:
        names = formats.month_names("abbreviated")
        figure.layout.xaxis.update(
            tickvals=[date(_YEAR, month, 1) for month in _NAMED],
            ticktext=[names[month - 1] for month in _NAMED],
            unifiedhovertitle={"text": "<b>%{x|%B}</b>"},
        )
        figure.layout.margin.b = 26
    return figure
