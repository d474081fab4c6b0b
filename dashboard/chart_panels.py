"""Small multiples over one time axis: a band for each unit, each with a scale of its own; no query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import plotly.graph_objects as go

from dashboard import axes, chart_lines, end_labels, formats, signs, theme
from dashboard.chart_lines import Series
from dashboard.figure import TEXT_SIZE, Row, blank, text_width
from dashboard.scale import Measure, Scale, scale
from dashboard.spec import Node

_BAND: Final = 110  # pixels of a band, and between two bands, where its title stands
_BETWEEN: Final = 52
_TOP: Final = 30
_STEPS: Final = 2
_HALF_A_YEAR: Final = 24  # pixels that the name of the last year needs on the right


@dataclass(frozen=True)
class Panel:
    """One band: its title, what it measures, and the codes of its series."""

    title: str
    measure: Measure
    codes: Sequence[str]


@dataclass(frozen=True)
class _Band:
    """Where a panel stands on the one axis of the figure: pixels above its foot."""

    panel: Panel
    rows: Sequence[Row]
    axis: Scale
    foot: float

    def at(self, value: float) -> float:
        return self.foot + (value - self.axis.low) / (self.axis.high - self.axis.low) * _BAND


def panels(
    rows: Sequence[Row],
    wanted: Sequence[Panel],
    *,
    series: Series,
    frequency: formats.Frequency = "year",
) -> go.Figure:
    """Bands one above the other on the same time axis; a panel without rows is left out.

    Plotly's own axes stay one: a figure with one pair of axes is what a note can draw. A scale is
    never shared: each band has its own ticks, and the hover text of a day names them all.
    """
    days = sorted({row[series.x] for row in rows})
    bands = _bands(rows, wanted, series)
    ticks = [(band.at(value), band.axis.tick(value)) for band in bands for value in band.axis.ticks]
    plot = max(len(bands) * (_BAND + _BETWEEN) - _BETWEEN, _BAND)
    bottom = axes.depth(days, frequency)
    named = [
        series.label(c) for band in bands if len(band.panel.codes) > 1 for c in _codes(band, series)
    ]
    figure = blank(
        plot + _TOP + bottom,
        left=max((text_width(text, TEXT_SIZE - 1) for _place, text in ticks), default=0) + 8,
        right=end_labels.room(named) if named else _HALF_A_YEAR,
        top=_TOP,
        bottom=bottom,
    )
    if not days:
        return figure
    looks = theme.looks([code for panel in wanted for code in panel.codes])
    for band in bands:
        _draw(figure, band, days, series, looks)
    _axis(figure, ticks, plot)
    axes.time_axis(figure, days, frequency)
    axes.end_at(figure, days)
    figure.layout.hovermode = "x unified"
    return figure


def _bands(rows: Sequence[Row], wanted: Sequence[Panel], series: Series) -> list[_Band]:
    """The bands that have rows, the first on top."""
    held = [(panel, [row for row in rows if row[series.by] in panel.codes]) for panel in wanted]
    shown = [(panel, found) for panel, found in held if found]
    return [
        _Band(
            panel,
            found,
            scale(signs.extent(found, series.y), panel.measure, intervals=_STEPS),
            (len(shown) - 1 - place) * (_BAND + _BETWEEN),
        )
        for place, (panel, found) in enumerate(shown)
    ]


def _codes(band: _Band, series: Series) -> list[str]:
    return replace(series, order=band.panel.codes).codes(band.rows)


def _draw(
    figure: go.Figure,
    band: _Band,
    days: Sequence[date],
    series: Series,
    looks: Mapping[str, theme.Look],
) -> None:
    labels = []
    for code in _codes(band, series):
        name, look = series.label(code), looks[code]
        found = {row[series.x]: row for row in band.rows if row[series.by] == code}
        said = signs.Said(name, look.colour, band.axis, series.y, series.status)
        traces = chart_lines.line(found, days, name, look, band.axis, series)
        traces += signs.hidden(found, said) + signs.gaps(found, said)
        figure.add_traces([_moved(trace, band) for trace in traces])
        known = [day for day, row in found.items() if row[series.y] is not None]
        if known and len(band.panel.codes) > 1:
            last = max(known)
            place = band.at(float(found[last][series.y]))
            labels.append(end_labels.EndLabel(name, last, place, look.colour))
    whole = Scale(band.axis.measure, "1", 0.0, _height(figure), (0.0, _height(figure)))
    end_labels.draw(figure, labels, whole, days[-1])
    key = signs.key(band.rows, series.y, series.status)
    if any(key in note.text for note in figure.layout.annotations):
        key = ""  # a panel above says it already
    words = [f"<b>{band.panel.title}</b>", _uncapital(band.axis.caption), key]
    figure.add_annotation(
        text="\u2002".join(filter(None, words)), xref="paper", x=0, xanchor="left", yref="y",
        y=band.foot + _BAND, yanchor="bottom", xshift=-figure.layout.margin.l, yshift=8,
        showarrow=False, align="left", font={"color": theme.current().ink, "size": TEXT_SIZE},
    )  # fmt: skip


def _uncapital(text: str) -> str:
    return text[:1].lower() + text[1:]


def _height(figure: go.Figure) -> float:
    return float(figure.layout.height - figure.layout.margin.t - figure.layout.margin.b)


def _moved(trace: dict[str, Any], band: _Band) -> dict[str, Any]:
    """A trace in the data units of its band, set where the band stands."""
    trace["y"] = [None if value is None else band.at(value) for value in trace["y"]]
    if "error_y" in trace:
        share = _BAND / (band.axis.high - band.axis.low)
        trace["error_y"]["array"] = [size * share for size in trace["error_y"]["array"]]
    return trace


def _axis(figure: go.Figure, ticks: Sequence[tuple[float, str]], plot: float) -> None:
    shades = theme.current()
    figure.layout.yaxis = Node(
        fixedrange=True,
        visible=True,
        range=[0, plot + 0.5],
        tickvals=[place for place, _text in ticks],
        ticktext=[text for _place, text in ticks],
        tickfont={"color": shades.ink_soft, "size": TEXT_SIZE - 1},
        gridcolor=shades.rule,
        gridwidth=1,
        zeroline=False,
        showline=False,
        ticklabelstandoff=4,
        ticklabeloverflow="allow",
    )
