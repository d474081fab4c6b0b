"""Horizontal bars that read like a table: name left, value right, bar beneath; they never query."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from dashboard import theme
from dashboard.figure import TEXT_SIZE, Row, blank
from dashboard.scale import Measure, Scale, scale

_ROW: Final = 40  # pixels from one bar to the next, text line included
_BAR: Final = 0.26  # of a row
_HEAD: Final = 26  # pixels for the line that explains the tick


@dataclass(frozen=True)
class Bars:
    """How rows are read: columns of code, value, status and (if any) the previous period's value.

    `label` names a code. Codes of `order` (the selection of the page) are set in bold and have the
    colours they have in the other charts; the others are quiet. Without it, all have the accent.
    `previous_label` explains the tick that marks the previous value: «2024».
    """

    by: str = "partner"
    y: str = "value_cad"
    status: str = "status"
    previous: str = ""
    previous_label: str = ""
    label: Callable[[str], str] = str
    order: Sequence[str] = ()


def bars_ranked(rows: Sequence[Row], bars: Bars = Bars(), *, unit: Measure = "cad") -> go.Figure:
    """A ranking, in the order of `rows`; with `previous`, a tick where the value stood before."""
    shades = theme.current()
    values = [row[bars.y] for row in rows]
    before = [row[bars.previous] for row in rows] if bars.previous else []
    axis = scale([*values, *before], unit)
    figure = _frame(rows, bars, axis, head=bool(before))
    figure.add_bar(
        x=values,
        marker={"color": _colours(rows, bars), "line": {"width": 0}},
        **_horizontal(rows),
    )
    if before:
        figure.add_scatter(
            x=before,
            y=list(range(len(rows))),
            mode="markers",
            hoverinfo="skip",
            cliponaxis=False,
            marker={
                "symbol": "line-ns-open",
                "size": 13,
                "color": shades.ink,
                "line": {"width": 2, "color": shades.ink},
            },
        )
        _explain(figure, f"<b>│</b>\u2002{bars.previous_label}")
    return figure


def bars_diverging(
    rows: Sequence[Row], bars: Bars = Bars(y="contribution"), *, unit: Measure = "points"
) -> go.Figure:
    """Signed values around a zero line, in the order of `rows`: contributions, changes."""
    shades = theme.current()
    values = [row[bars.y] for row in rows]
    axis = scale(values, unit)
    figure = _frame(rows, bars, axis, head=False)
    signs = [shades.loss if value is not None and value < 0 else shades.gain for value in values]
    figure.add_bar(
        x=values,
        marker={"color": signs, "line": {"width": 0}},
        **_horizontal(rows),
    )
    figure.update_xaxes(zeroline=True, zerolinecolor=shades.axis, zerolinewidth=1, visible=True)
    figure.update_xaxes(showticklabels=False, showgrid=False)
    return figure


def dot_share(
    rows: Sequence[Row], bars: Bars = Bars(y="share"), *, unit: Measure = "share"
) -> go.Figure:
    """A value now (full dot) and before (open dot), joined by a line, in the order of `rows`."""
    shades = theme.current()
    values = [row[bars.y] for row in rows]
    before = [row[bars.previous] for row in rows] if bars.previous else []
    axis = scale([*values, *before], unit)
    figure = _frame(rows, bars, axis, head=bool(before))
    places = list(range(len(rows)))
    for place in places:
        figure.add_shape(
            type="line", x0=axis.low, x1=axis.high, y0=place, y1=place, layer="below",
            line={"color": shades.rule, "width": 1},
        )  # fmt: skip
        if before and None not in (before[place], values[place]):
            figure.add_shape(
                type="line", x0=before[place], x1=values[place], y0=place, y1=place,
                layer="below", line={"color": _colours(rows, bars)[place], "width": 2},
            )  # fmt: skip
    dot: dict[str, Any] = {"mode": "markers", "hoverinfo": "skip", "cliponaxis": False}
    if before:
        hollow = {"size": 10, "color": shades.background}
        hollow["line"] = {"width": 2, "color": shades.ink_soft}
        figure.add_scatter(x=before, y=places, marker=hollow, **dot)
        _explain(figure, f"○\u2002{bars.previous_label}")
    figure.add_scatter(
        x=values, y=places, marker={"size": 11, "color": _colours(rows, bars)}, **dot
    )
    return figure


def _frame(rows: Sequence[Row], bars: Bars, axis: Scale, *, head: bool) -> go.Figure:
    """The figure with the names and values of all rows, and no bar yet."""
    shades = theme.current()
    top = _HEAD if head else 4
    figure = blank(_ROW * max(1, len(rows)) + top + 4, left=1, right=1, top=top, bottom=4)
    figure.update_xaxes(range=[axis.low, axis.high])
    figure.update_yaxes(range=[len(rows) - 0.75, -0.75])
    for place, row in enumerate(rows):
        code = str(row[bars.by])
        value = axis.text(row[bars.y], row.get(bars.status))
        is_subject = code in bars.order
        for text, side in ((bars.label(code), 0), (value, 1)):
            figure.add_annotation(
                text=f"<b>{text}</b>" if is_subject else text,
                xref="paper",
                x=side,
                xanchor="right" if side else "left",
                y=place,
                yanchor="bottom",
                yshift=6,
                showarrow=False,
                borderpad=0,
                font={"color": shades.ink_soft if row[bars.y] is None and side else shades.ink},
            )
    return figure


def _horizontal(rows: Sequence[Row]) -> dict[str, Any]:
    """Everything is written beside the bars: no hover box repeats it."""
    return {
        "y": list(range(len(rows))),
        "orientation": "h",
        "width": _BAR,
        "hoverinfo": "skip",
    }


def _colours(rows: Sequence[Row], bars: Bars) -> list[str]:
    shades, looks = theme.current(), theme.looks(bars.order)
    if not bars.order:
        return [shades.accent] * len(rows)
    codes = [str(row[bars.by]) for row in rows]
    return [looks[code].colour if code in looks else shades.quiet for code in codes]


def _explain(figure: go.Figure, text: str) -> None:
    figure.add_annotation(
        text=text,
        xref="paper",
        yref="paper",
        x=1,
        y=1,
        xanchor="right",
        yanchor="bottom",
        yshift=4,
        showarrow=False,
        font={"color": theme.current().ink_soft, "size": TEXT_SIZE - 1},
    )
