"""Columns over time: exports and imports with their balance, shares of a whole; they never query."""

from collections.abc import Callable, Sequence
from datetime import date

import plotly.graph_objects as go

from dashboard import axes, end_labels, formats, theme
from dashboard.chart_lines import Series
from dashboard.figure import LINE_HEIGHT, Row, blank, hatched, wrapped
from dashboard.i18n import NBSP, pick
from dashboard.scale import scale

_HOVER = "%{customdata}<extra></extra>"
_SHARES = Series(y="share")
_MARKED = 40  # up to so many columns, the balance has a marker on each


def columns_balance(
    rows: Sequence[Row],
    *,
    x: str = "period",
    exports: str = "exports_cad",
    imports: str = "imports_cad",
    balance: str = "balance_cad",
    frequency: formats.Frequency = "year",
    height: int = 380,
) -> go.Figure:
    """Exports upwards, imports downwards, the balance as a line.

    All three columns are in dollars, imports as the positive amounts they are published as.
    """
    shades = theme.current()
    days = [row[x] for row in rows]
    ups = [row[exports] for row in rows]
    downs = [None if row[imports] is None else -row[imports] for row in rows]
    balances = [row[balance] for row in rows]
    axis = scale([*ups, *downs, *balances], "cad", intervals=5)
    figure = blank(
        height, left=axes.room(axis), right=8, top=64, bottom=axes.depth(days, frequency)
    )
    names = (
        pick("Exportations", "Exports"),
        pick("Importations", "Imports"),
        pick("Solde", "Balance"),
    )
    figure = blank(
        height,
        left=axes.room(axis),
        right=end_labels.room(names),
        top=axes.head(axis),
        bottom=axes.depth(days, frequency),
    )
    texts = [[axis.text(row[column]) for row in rows] for column in (exports, imports)]
    texts.append([formats.money(value, axis.unit, signed=True) for value in balances])
    for place, (values, colour, pattern) in enumerate(
        ((ups, shades.gain, {}), (downs, shades.loss, hatched(shades.loss)))
    ):
        figure.add_bar(
            x=days,
            y=values,
            name=names[place],
            marker={"color": colour, "pattern": pattern, "line": {"width": 0}},
            customdata=_hovers(names[place], texts[place]),
            hovertemplate=_HOVER,
        )
    figure.add_scatter(
        x=days,
        y=balances,
        name=names[2],
        mode="lines+markers" if len(days) <= _MARKED else "lines",
        line={"color": shades.ink, "width": 2},
        marker={
            "size": 7,
            "color": shades.background,
            "line": {"color": shades.ink, "width": 2},
        },
        customdata=_hovers(names[2], texts[2]),
        hovertemplate=_HOVER,
    )
    if days:
        axes.value_axis(figure, axis)
        # The side of zero says the direction: both amounts are read as sizes.
        figure.update_yaxes(ticktext=[axis.tick(abs(value)) for value in axis.ticks])
        axes.time_axis(figure, days, frequency)
        colours = (shades.gain, shades.loss, shades.ink)
        middles = (_half(ups[-1]), _half(downs[-1]), balances[-1])
        labels = [
            end_labels.EndLabel(name, days[-1], value or 0.0, colour)
            for name, value, colour in zip(names, middles, colours, strict=True)
        ]
        end_labels.draw(figure, labels, axis, days[-1])
    figure.update_layout(barmode="relative", bargap=0.25, hovermode="x unified")
    return figure


def columns_periods(
    rows: Sequence[Row], *, name: Callable[[Row], str], height: int = 380
) -> go.Figure:
    """Exports, imports and balance of years side by side, the last twelve months after them.

    `rows` hold `frequency`, `period` and `period_end`, years first; `name` names a row's period.
    The twelve months stand where the next year would, under their own name.
    """
    years = [row["period"] for row in rows if row["frequency"] == "year"]
    after = max((day.year for day in years), default=0) + 1
    placed = [
        {**row, "_day": row["period"] if row["frequency"] == "year" else _next(row, years, after)}
        for row in rows
    ]
    figure = columns_balance(placed, x="_day", height=height)
    if rows:
        names = [name(row) for row in rows]
        figure.layout.xaxis.update(
            tickvals=[row["_day"] for row in placed],
            ticktext=[wrapped(text.replace(NBSP, " "), 10) for text in names],
            unifiedhovertitle={"text": " "},
            **axes.turning(),
        )
        figure.layout.margin.b = 26 + LINE_HEIGHT * max(
            text.count("<br>") for text in figure.layout.xaxis.ticktext
        )
        for trace in figure.data:
            trace.customdata = [
                f"{period}\u2002{words}"
                for period, words in zip(names, trace.customdata, strict=True)
            ]
    return figure


def _next(row: Row, years: Sequence[date], after: int) -> date:
    return date(after, 1, 1) if years else row["period_end"]


def columns_share(
    rows: Sequence[Row],
    series: Series = _SHARES,
    *,
    frequency: formats.Frequency = "year",
    height: int = 380,
) -> go.Figure:
    """Shares (ratios) stacked in columns, named at the right edge.

    A missing share leaves its column short and says so in the hover text: it is not drawn as zero.
    """
    codes, looks = series.codes(rows), series.looks(rows)
    days = sorted({row[series.x] for row in rows})
    found = {(str(row[series.by]), row[series.x]): row for row in rows}
    known = {place: row[series.y] for place, row in found.items() if row[series.y] is not None}
    axis = scale([sum(known.get((code, day), 0) for code in codes) for day in days], "share")
    names = [series.label(code) for code in codes]
    figure = blank(
        height,
        left=axes.room(axis),
        right=end_labels.room(names),
        top=axes.head(axis),
        bottom=axes.depth(days, frequency),
    )
    labels, below = [], 0.0
    for code, name in zip(codes, names, strict=True):
        here = [found.get((code, day), {}) for day in days]
        texts = [axis.text(row.get(series.y), row.get(series.status)) for row in here]
        figure.add_bar(
            x=days,
            y=[row.get(series.y) for row in here],
            name=name,
            marker={
                "color": looks[code].colour,
                "line": {"color": theme.current().background, "width": 1},
            },
            customdata=_hovers(name, texts),
            hovertemplate=_HOVER,
        )
        top = float(known.get((code, days[-1]), 0))
        labels.append(end_labels.EndLabel(name, days[-1], below + top / 2, looks[code].colour))
        below += top
    if days:
        axes.value_axis(figure, axis)
        axes.time_axis(figure, days, frequency)
        end_labels.draw(figure, labels, axis, days[-1])
    figure.update_layout(barmode="stack", bargap=0.2, hovermode="x unified")
    return figure


def _half(value: float | None) -> float | None:
    """The middle of a column, where its name points."""
    return None if value is None else value / 2


def _hovers(name: str, texts: Sequence[str]) -> list[str]:
    return [f"{name}\u2002<b>{text}</b>" for text in texts]
