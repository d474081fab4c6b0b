"""Horizontal bars that read like a table: name left, value right, bar beneath; they never query."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from dashboard import intervals, signs, theme
from dashboard.figure import LINE_HEIGHT, TEXT_SIZE, Row, annotate, blank, hatched, wrapped
from dashboard.scale import Measure, Scale, scale

_ROW: Final = 40  # pixels from one bar to the next, text line included
_BAR: Final = 10  # pixels, whatever the height of the rows
_NAME: Final = 44  # characters of a name on one line, as many as a telephone's width holds
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
    """A ranking, in the order of `rows`; with `previous`, a tick where the value stood before.

    A count hidden between two bounds is a hollow bar from one to the other, never a full one.
    """
    shades = theme.current()
    values = [row[bars.y] for row in rows]
    before = [row[bars.previous] for row in rows] if bars.previous else []
    axis = scale([*signs.extent(rows, bars.y), *before], unit)
    head = f"<b>│</b>\u2002{bars.previous_label}" if before else ""
    figure = _frame(rows, bars, axis, head=head)
    figure.add_bar(
        x=values,
        marker={"color": _colours(rows, bars), "line": {"width": 0}},
        **_horizontal(rows, bars),
    )
    figure.add_traces(_hollow(rows, bars))
    figure.layout.barmode = "overlay"
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
    return figure


def bars_parts(
    rows: Sequence[Row],
    bars: Bars,
    parts: Mapping[str, str],
    *,
    unit: Measure = "share",
    unknown: str = "",
) -> go.Figure:
    """Totals made of `parts` (column → name) end to end, in the order of `rows`.

    A row without total is as long as the parts it has, and its label says so; without any, it has
    the word for its status. The part `unknown` is grey; of the others, every second one is hatched.
    """
    colours = {code: look.colour for code, look in theme.looks(list(parts)).items()}
    if unknown in colours:
        colours[unknown] = theme.current().axis
    lined = set(list(parts)[1::2]) - {unknown}
    shown = [{**row, bars.y: _total(row, bars.y, parts)} for row in rows]
    axis = scale([row[bars.y] for row in shown], unit)
    head = "\u2003".join(
        f'<span style="color:{colours[column]}">{"▨" if column in lined else "■"}</span>\u2002{name}'
        for column, name in parts.items()
    )
    figure = _frame(shown, bars, axis, head=head)
    for column in parts:
        figure.add_bar(
            x=[row[column] for row in rows],
            marker={
                "color": colours[column],
                "pattern": hatched(colours[column]) if column in lined else {},
                "line": {"width": 0},
            },
            **_horizontal(rows, bars),
        )
    figure.update_layout(barmode="stack")
    return figure


def _total(row: Row, column: str, parts: Iterable[str]) -> float | None:
    known = [row[part] for part in parts if row[part] is not None]
    total: float | None = row[column]
    return total if total is not None or not known else sum(known)


def _hollow(rows: Sequence[Row], bars: Bars) -> list[dict[str, Any]]:
    """The outlines of the counts that are hidden between two bounds."""
    spans = [intervals.bounds(row, bars.y) for row in rows]
    if not any(spans):
        return []
    outline = {
        "type": "bar",
        "base": [span[0] if span else None for span in spans],
        "x": [span[1] - span[0] if span else None for span in spans],
        "marker": {
            "color": theme.current().background,
            "line": {"width": 1.5, "color": _colours(rows, bars)},
        },
    }
    return [outline | _horizontal(rows, bars)]


def bars_diverging(
    rows: Sequence[Row], bars: Bars = Bars(y="contribution"), *, unit: Measure = "points"
) -> go.Figure:
    """Signed values around a zero line, in the order of `rows`: contributions, changes."""
    shades = theme.current()
    values = [row[bars.y] for row in rows]
    axis = scale(values, unit)
    figure = _frame(rows, bars, axis, head="")
    signs = [shades.loss if value is not None and value < 0 else shades.gain for value in values]
    figure.add_bar(
        x=values,
        marker={"color": signs, "line": {"width": 0}},
        **_horizontal(rows, bars),
    )
    figure.layout.xaxis.update(
        zeroline=True,
        zerolinecolor=shades.axis,
        zerolinewidth=1,
        visible=True,
        showticklabels=False,
        showgrid=False,
    )
    return figure


def dot_share(
    rows: Sequence[Row], bars: Bars = Bars(y="share"), *, unit: Measure = "share"
) -> go.Figure:
    """A value now (full dot) and before (open dot), joined by a line, in the order of `rows`."""
    shades = theme.current()
    values = [row[bars.y] for row in rows]
    before = [row[bars.previous] for row in rows] if bars.previous else []
    axis = scale([*values, *before], unit)
    figure = _frame(rows, bars, axis, head=f"○\u2002{bars.previous_label}" if before else "")
    places, colours = list(range(len(rows))), _colours(rows, bars)
    shapes = []
    for place in places:
        shapes.append(_level(place, axis.low, axis.high, shades.rule, 1))
        if before and None not in (before[place], values[place]):
            shapes.append(_level(place, before[place], values[place], colours[place], 2))
    annotate(figure, (), shapes)
    dot: dict[str, Any] = {"mode": "markers", "hoverinfo": "skip", "cliponaxis": False}
    if before:
        hollow = {"size": 10, "color": shades.background}
        hollow["line"] = {"width": 2, "color": shades.ink_soft}
        figure.add_scatter(x=before, y=places, marker=hollow, **dot)
    figure.add_scatter(x=values, y=places, marker={"size": 11, "color": colours}, **dot)
    return figure


def _level(place: int, start: float, end: float, colour: str, width: int) -> dict[str, Any]:
    """A line along one row, under the marks."""
    return {
        "type": "line", "x0": start, "x1": end, "y0": place, "y1": place, "layer": "below",
        "line": {"color": colour, "width": width},
    }  # fmt: skip


def _frame(rows: Sequence[Row], bars: Bars, axis: Scale, *, head: str) -> go.Figure:
    """The figure with the names and values of all rows, `head` above them, and no bar yet."""
    shades = theme.current()
    top = _HEAD if head else 4
    names = _names(rows, bars)
    height = _pitch(names) * max(1, len(rows)) + top + 4
    figure = blank(height, left=1, right=1, top=top, bottom=4)
    figure.layout.xaxis.range = [axis.low, axis.high]
    figure.layout.yaxis.range = [len(rows) - 0.75, -0.75]
    notes = [_explanation(head)] if head else []
    for place, row in enumerate(rows):
        code = str(row[bars.by])
        value = axis.text(row[bars.y], row.get(bars.status), intervals.bounds(row, bars.y))
        is_subject = code in bars.order
        for text, side in ((names[place], 0), (value, 1)):
            notes.append(
                {
                    "text": f"<b>{text}</b>" if is_subject else text,
                    "xref": "paper",
                    "x": side,
                    "xanchor": "right" if side else "left",
                    "align": "left",
                    "y": place,
                    "yanchor": "bottom",
                    "yshift": 6,
                    "showarrow": False,
                    "borderpad": 0,
                    # Over a bar's mark or the line of zero, a text is read all the same.
                    "bgcolor": shades.background,
                    "font": {
                        "color": shades.ink_soft if row[bars.y] is None and side else shades.ink
                    },
                }
            )
    annotate(figure, notes)
    return figure


def _names(rows: Sequence[Row], bars: Bars) -> list[str]:
    """The name of each row, on as many lines as it needs."""
    return [wrapped(bars.label(str(row[bars.by])), _NAME) for row in rows]


def _pitch(names: Sequence[str]) -> int:
    """Pixels from one bar to the next: the same for all, room for the longest name."""
    return _ROW + LINE_HEIGHT * max((name.count("<br>") for name in names), default=0)


def _horizontal(rows: Sequence[Row], bars: Bars) -> dict[str, Any]:
    """Everything is written beside the bars: no hover box repeats it."""
    return {
        "y": list(range(len(rows))),
        "orientation": "h",
        "width": _BAR / _pitch(_names(rows, bars)),
        "hoverinfo": "skip",
    }


def _colours(rows: Sequence[Row], bars: Bars) -> list[str]:
    shades, looks = theme.current(), theme.looks(bars.order)
    if not bars.order:
        return [shades.accent] * len(rows)
    codes = [str(row[bars.by]) for row in rows]
    return [looks[code].colour if code in looks else shades.quiet for code in codes]


def _explanation(text: str) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 1,
        "xanchor": "right",
        "yanchor": "bottom",
        "yshift": 4,
        "showarrow": False,
        "font": {"color": theme.current().ink_soft, "size": TEXT_SIZE - 1},
    }
