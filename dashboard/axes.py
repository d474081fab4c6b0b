"""The two axes of a chart over time: hairlines, few ticks, texts in the reader's language."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import plotly.graph_objects as go

from dashboard import formats, theme
from dashboard.figure import PHONE, TEXT_SIZE, text_width
from dashboard.i18n import NBSP, pick
from dashboard.scale import Scale
from dashboard.spec import Node

_MONTHS_PER_TICK: Final = ((14, 3), (30, 6))  # up to so many months: a tick every so many
_YEAR: Final = 12
_YEARS_SHOWN: Final = 6  # as many as stand side by side on a telephone


def room(axis: Scale) -> int:
    """Pixels that the texts of the value axis need."""
    return max(text_width(axis.tick(value), TEXT_SIZE - 1) for value in axis.ticks) + 8


def value_axis(figure: go.Figure, axis: Scale, key: str = "") -> None:
    """Draw the value axis: hairlines, few ticks, a firm zero line; above, the unit and the
    `key` to the signs of missing values."""
    shades = theme.current()
    figure.layout.yaxis = Node(
        fixedrange=True,
        visible=True,
        # A little more at the top, or Plotly leaves out the hairline of the highest tick.
        range=[axis.low, axis.high + (axis.high - axis.low) * 0.004],
        tickvals=list(axis.ticks),
        ticktext=[axis.tick(value) for value in axis.ticks],
        tickfont={"color": shades.ink_soft, "size": TEXT_SIZE - 1},
        gridcolor=shades.rule,
        gridwidth=1,
        zeroline=axis.low <= 0 <= axis.high,
        zerolinecolor=shades.axis,
        zerolinewidth=1,
        showline=False,
        ticklabelstandoff=4,
        ticklabeloverflow="allow",
    )
    said = "\u2003".join(filter(None, (axis.caption, key)))
    if said:
        figure.add_annotation(
            text=said, xref="paper", yref="paper", x=0, y=1, xanchor="left", yanchor="bottom",
            xshift=-figure.layout.margin.l, yshift=10, showarrow=False,
            font={"color": shades.ink_soft, "size": TEXT_SIZE - 1},
        )  # fmt: skip


def head(axis: Scale, key: str = "") -> int:
    """Pixels above the plot: for the unit of the axis and a key, or for a name that stands out."""
    return 36 if axis.caption or key else 14


def depth(days: Sequence[date], frequency: formats.Frequency) -> int:
    """Pixels that the texts of the time axis need: one line or two."""
    return 44 if any("<br>" in name for _day, name in _ticks(days, frequency)) else 26


def time_axis(figure: go.Figure, days: Sequence[date], frequency: formats.Frequency) -> None:
    """Draw the time axis over `days` (sorted, not empty): few ticks, in the reader's language."""
    shades = theme.current()
    ticks = _ticks(days, frequency)
    figure.layout.xaxis = Node(
        fixedrange=True,
        visible=True,
        type="date",
        **_room_for([name for _day, name in ticks], figure),
        tickvals=[day for day, _name in ticks],
        ticktext=[name for _day, name in ticks],
        tickfont={"color": shades.ink_soft, "size": TEXT_SIZE - 1},
        showgrid=False,
        ticks="outside",
        ticklen=4,
        tickcolor=shades.axis,
        linecolor=shades.axis,
        spikecolor=shades.axis,
        spikethickness=1,
        spikedash="solid",
        unifiedhovertitle={"text": _hover_title(frequency)},
    )


def turning() -> dict[str, object]:
    """How an axis is set whose texts a narrow screen turns upright: Plotly draws it twice."""
    return {"automargin": "height", "tickangle": None, "ticklabeloverflow": None}


def _room_for(texts: Sequence[str], figure: go.Figure) -> dict[str, object]:
    """Texts that stand side by side on a telephone need nothing that takes Plotly its time."""
    margin = figure.layout.margin
    wide = sum(text_width(text, TEXT_SIZE - 1) for text in texts)
    if wide > PHONE - margin.l - margin.r:
        return turning()
    return {"tickangle": 0, "ticklabeloverflow": "allow"}


def end_at(figure: go.Figure, days: Sequence[date]) -> None:
    """Let the time axis of a line chart end with its last day, so that names follow their lines."""
    if len(days) > 1:
        figure.layout.xaxis.range = [days[0] - (days[-1] - days[0]) * 0.015, days[-1]]


def _ticks(days: Sequence[date], frequency: formats.Frequency) -> list[tuple[date, str]]:
    """Days that bear a tick, with its text: years, or months and quarters over a short span."""
    if not days:
        return []
    first, last = days[0], days[-1]
    months = (last.year - first.year) * _YEAR + last.month - first.month
    every = _YEAR
    if frequency != "year":
        every = next((step for limit, step in _MONTHS_PER_TICK if months <= limit), _YEAR)
    if every == _YEAR:
        years = -(-(months // _YEAR + 1) // _YEARS_SHOWN)
        # Years without a value have their tick too: the days may have holes.
        starts = (date(year, 1, 1) for year in range(last.year, first.year - 1, -years))
        return [(day, formats.year(day)) for day in sorted(starts) if first <= day <= last]
    named: formats.Frequency = "quarter" if frequency == "quarter" else "month"
    return [
        (day, formats.period(day, named, short=True).replace(NBSP, "<br>"))
        for day in days
        if (day.month - 1) % every == 0 or months < every
    ]


def _hover_title(frequency: formats.Frequency) -> str:
    """The head of a hover box, filled in by Plotly with the month names of `config`."""
    pattern = {
        "year": "%{x|%Y}",
        "quarter": pick("T%{x|%q} %{x|%Y}", "Q%{x|%q} %{x|%Y}"),
        "month": "%{x|%B %Y}",
        "rolling": pick("12 mois à %{x|%B %Y}", "12 months to %{x|%B %Y}"),
    }[frequency]
    return f"<b>{pattern}</b>"
