"""Dated points that others have published, under a target: no series, so no line; never queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import plotly.graph_objects as go

from dashboard import axes, formats, theme, typeface
from dashboard.chart_target import draw_target, target_words, years
from dashboard.figure import LINE_HEIGHT, PHONE, TEXT_SIZE, Row, blank, text_width
from dashboard.scale import Scale, scale

_HEIGHT: Final = 400
_TEXT_SIZE: Final = 12
_MARKER: Final = 10
_GAP: Final = 5  # pixels from the middle of a marker's edge to its value
_FIRM: Final = ("official_page", "document_quoted")


@dataclass(frozen=True)
class _Box:
    """A part of the plot in pixels: its middle, right and up from the lower left, and its size."""

    x: float
    y: float
    width: float
    height: float

    def touches(self, other: "_Box") -> bool:
        return (
            abs(self.x - other.x) * 2 < self.width + other.width
            and abs(self.y - other.y) * 2 < self.height + other.height
        )


def points(rows: Sequence[Row], target: float) -> go.Figure:
    """Ratios (`value`) at the first days of their years (`period`), and the target's own line.

    A point that an official page or document gives is full, another or a computed one is hollow.
    A point whose value finds no room on a telephone has it in the table and on hover.
    """
    shades = theme.current()
    days = years(row["period"] for row in rows)
    axis = scale([*(row["value"] for row in rows), target], "share")
    figure = blank(
        _HEIGHT,
        left=axes.room(axis),
        right=text_width("100,0 %", _TEXT_SIZE) // 2,
        top=axes.head(axis),
        bottom=axes.depth(days, "year"),
    )
    if not days:
        return figure
    draw_target(figure, target)
    figure.add_annotation(
        text=target_words(target), xref="paper", x=1, xanchor="right", yref="y", y=target,
        yanchor="bottom", showarrow=False, font={"color": shades.ink},
    )  # fmt: skip
    axes.value_axis(figure, axis)
    axes.time_axis(figure, days, "year")
    axes.end_at(figure, days)
    sides = _sides(rows, target, axis, figure)
    for is_firm in (True, False):
        group = [
            (row, side) for row, side in zip(rows, sides, strict=True) if _is_firm(row) is is_firm
        ]
        if group:
            _draw(figure, group, is_firm=is_firm)
    figure.update_layout(hovermode="closest")
    return figure


def _draw(figure: go.Figure, group: Sequence[tuple[Row, str]], *, is_firm: bool) -> None:
    shades = theme.current()
    figure.add_scatter(
        x=[row["period"] for row, _side in group],
        y=[row["value"] for row, _side in group],
        mode="markers+text",
        text=[formats.percent(row["value"]) if side else "" for row, side in group],
        textposition=[side or "top center" for _row, side in group],
        textfont={"color": shades.ink_soft, "size": _TEXT_SIZE},
        marker={
            "symbol": "circle" if is_firm else "diamond-open",
            "size": _MARKER,
            "color": shades.accent,
            "line": {"color": shades.accent, "width": 2},
        },
        cliponaxis=False,
        customdata=[
            f"{row['publisher']}, {row['ref_year']}\u2002"
            f"<b>{formats.percent(row['value'])}</b><br>{row['trust_name']}"
            for row, _side in group
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _is_firm(row: Row) -> bool:
    return row["trust"] in _FIRM and not row["is_derived"]


def _sides(rows: Sequence[Row], target: float, axis: Scale, figure: go.Figure) -> list[str]:
    """Where each point's value stands (Plotly's words), or nothing: apart from points, values, target."""
    margin = figure.layout.margin
    wide = PHONE - margin.l - margin.r
    high = figure.layout.height - margin.t - margin.b
    first = min(row["period"] for row in rows)
    span = (max(row["period"] for row in rows) - first).days or 1

    def up(value: float) -> float:
        return (value - axis.low) / (axis.high - axis.low) * float(high)

    spots = [
        _Box((row["period"] - first).days / span * wide, up(row["value"]), _MARKER, _MARKER)
        for row in rows
    ]
    name = typeface.width(target_words(target), TEXT_SIZE)
    taken = [
        *spots,
        _Box(wide / 2, up(target), 2 * wide, 2),
        _Box(wide - name / 2, up(target) + LINE_HEIGHT / 2, name, LINE_HEIGHT),
    ]
    sides = [""] * len(rows)
    # Official values choose first.
    for at in sorted(range(len(rows)), key=lambda at: not _is_firm(rows[at])):
        around = _around(spots[at], typeface.width(formats.percent(rows[at]["value"]), _TEXT_SIZE))
        # Away from the target's line first.
        order = ("top", "bottom") if rows[at]["value"] >= target else ("bottom", "top")
        tried = [f"{order[0]} center", "middle right", "middle left", f"{order[1]} center"]
        free = [side for side in tried if not any(around[side].touches(box) for box in taken)]
        if free:
            sides[at] = free[0]
            taken.append(around[free[0]])
    return sides


def _around(spot: _Box, width: float) -> dict[str, _Box]:
    """The places of a value `width` pixels wide around a point."""
    over = _MARKER / 2 + _GAP / 2 + LINE_HEIGHT / 2
    beside = _MARKER / 2 + _GAP + width / 2
    return {
        "top center": _Box(spot.x, spot.y + over, width, LINE_HEIGHT - 2),
        "bottom center": _Box(spot.x, spot.y - over, width, LINE_HEIGHT - 2),
        "middle right": _Box(spot.x + beside, spot.y, width, LINE_HEIGHT - 2),
        "middle left": _Box(spot.x - beside, spot.y, width, LINE_HEIGHT - 2),
    }
