"""A ratio on its way to a target: its line over the years, the path that is left; never queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import plotly.graph_objects as go

from dashboard import axes, end_labels, formats, theme
from dashboard.end_labels import EndLabel
from dashboard.figure import Row, blank
from dashboard.i18n import pick
from dashboard.scale import scale

_HOVER: Final = "%{customdata}<extra></extra>"


@dataclass(frozen=True)
class Line:
    """A series to draw: its rows (`period`, ratio column), name, and place among the looks."""

    rows: Sequence[Row]
    column: str
    name: str
    place: int = 0


def toward(lines: Sequence[Line], target: float, *, height: int = 400) -> go.Figure:
    """Lines under the target's own; ratios, periods as first days of years."""
    shades = theme.current()
    looks = list(theme.looks([str(place) for place in range(6)]).values())
    days = years(row["period"] for line in lines for row in line.rows)
    values = [row[line.column] for line in lines for row in line.rows]
    axis = scale([*values, target], "share")
    labels = [EndLabel(target_words(target), days[-1], target, shades.ink)] if days else []
    labels += [_label(line, looks[line.place].colour) for line in lines if _known(line)]
    figure = blank(
        height,
        left=axes.room(axis),
        right=end_labels.room([label.name for label in labels]),
        top=axes.head(axis),
        bottom=axes.depth(days, "year"),
    )
    for line in lines:
        _draw(figure, line, looks[line.place])
    if days:
        draw_target(figure, target)
        axes.value_axis(figure, axis)
        axes.time_axis(figure, days, "year")
        axes.end_at(figure, days)
        end_labels.draw(figure, labels, axis, days[-1])
    figure.update_layout(hovermode="x unified")
    return figure


def draw_target(figure: go.Figure, target: float) -> None:
    """The target's own line, across the plot."""
    figure.add_shape(
        type="line", xref="paper", x0=0, x1=1, yref="y", y0=target, y1=target,
        line={"color": theme.current().ink, "width": 1.5, "dash": "8px,4px"},
    )  # fmt: skip


def target_words(target: float) -> str:
    """The name of the target's line."""
    return pick("Cible : {}", "Target: {}").format(formats.percent(target, 0))


def years(known: Iterable[date]) -> list[date]:
    """The first day of every year from the first to the last of `known`."""
    found = {day.year for day in known}
    return [first_of(year) for year in range(min(found), max(found) + 1)] if found else []


def _known(line: Line) -> list[Row]:
    return [row for row in line.rows if row[line.column] is not None]


def _label(line: Line, colour: str) -> EndLabel:
    last = max(_known(line), key=lambda row: row["period"])
    return EndLabel(line.name, last["period"], float(last[line.column]), colour)


def _draw(figure: go.Figure, line: Line, look: theme.Look) -> None:
    figure.add_scatter(
        x=[row["period"] for row in line.rows],
        y=[row[line.column] for row in line.rows],
        name=line.name,
        mode="lines+markers",
        line={"color": look.colour, "width": 2, "dash": look.dash},
        marker={"symbol": look.symbol, "size": 6, "color": look.colour},
        connectgaps=False,
        cliponaxis=False,
        customdata=[
            f"{line.name}\u2002<b>{formats.percent(row[line.column], status=row.get('status'))}</b>"
            for row in line.rows
        ],
        hovertemplate=_HOVER,
    )


def first_of(year: int) -> date:
    """The day at which a year stands on the time axis."""
    return date(year, 1, 1)
