"""A ratio on its way to a target: the line, the points that others published, the path; never queries."""

from collections.abc import Sequence
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
_FIRM: Final = ("official_page", "document_quoted")


@dataclass(frozen=True)
class Line:
    """A series to draw: its rows (`period`, ratio column), name, and place among the looks."""

    rows: Sequence[Row]
    column: str
    name: str
    place: int = 0


def toward(
    lines: Sequence[Line],
    points: Sequence[Row],
    target: float,
    *,
    height: int = 400,
) -> go.Figure:
    """Lines and dated points under the target's own line; ratios, periods as first days of years.

    A point that an official page or document gives is full, another or a computed one is hollow: it is no series,
    and no line joins the points.
    """
    shades = theme.current()
    looks = list(theme.looks([str(place) for place in range(6)]).values())
    known = {row["period"] for line in lines for row in line.rows}
    known |= {row["period"] for row in points}
    days = [first_of(y) for y in range(min(known).year, max(known).year + 1)] if known else []
    values = [row[line.column] for line in lines for row in line.rows]
    axis = scale([*values, *(row["value"] for row in points), target], "share")
    words = pick("Cible : {}", "Target: {}").format(formats.percent(target, 0))
    labels = [EndLabel(words, days[-1], target, shades.ink)] if days else []
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
    _points(figure, points, target, shades)
    if days:
        figure.add_shape(
            type="line", xref="paper", x0=0, x1=1, yref="y", y0=target, y1=target,
            line={"color": shades.ink, "width": 1.5, "dash": "8px,4px"},
        )  # fmt: skip
        axes.value_axis(figure, axis)
        axes.time_axis(figure, days, "year")
        axes.end_at(figure, days)
        end_labels.draw(figure, labels, axis, days[-1])
    figure.update_layout(hovermode="closest" if points and not lines else "x unified")
    return figure


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


def _points(figure: go.Figure, points: Sequence[Row], target: float, shades: theme.Tokens) -> None:
    for is_firm in (True, False):
        group = [row for row in points if _is_firm(row) is is_firm]
        if not group:
            continue
        figure.add_scatter(
            x=[row["period"] for row in group],
            y=[row["value"] for row in group],
            mode="markers+text",
            text=[formats.percent(row["value"]) for row in group],
            # Away from the target's line, which would cross the text.
            textposition=[
                "top center" if row["value"] >= target else "bottom center" for row in group
            ],
            textfont={"color": shades.ink_soft, "size": 12},
            marker={
                "symbol": "circle" if is_firm else "diamond-open",
                "size": 10,
                "color": shades.accent,
                "line": {"color": shades.accent, "width": 2},
            },
            cliponaxis=False,
            customdata=[
                f"{row['publisher']}, {row['ref_year']}\u2002"
                f"<b>{formats.percent(row['value'])}</b><br>{row['trust_name']}"
                for row in group
            ],
            hovertemplate=_HOVER,
        )


def _is_firm(row: Row) -> bool:
    return row["trust"] in _FIRM and not row["is_derived"]


def first_of(year: int) -> date:
    """The day at which a year stands on the time axis."""
    return date(year, 1, 1)
