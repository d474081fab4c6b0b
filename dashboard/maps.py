"""The map of the region, drawn from outlines served by ourselves; one figure, no query, no request outside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from dashboard import formats, theme
from dashboard.figure import TEXT_SIZE, Row, blank
from dashboard.i18n import pick

# Thresholds between the five classes, in dollars: powers of ten, because trade spans six of them.
BREAKS: Final = (1_000_000, 10_000_000, 100_000_000, 1_000_000_000)
_SMALL: Final = (
    "ABW AIA ATG BES BLM BMU BRB CUW CYM DMA GLP GRD KNA LCA MAF MSR MTQ SXM TCA VCT VGB VIR"
)
_LARGE: Final = (
    "ARG BHS BLZ BOL BRA CHL COL CRI CUB DOM ECU FLK GTM GUF GUY HND HTI JAM MEX NIC PAN PER PRI "
    "PRY SGS SLV SUR TTO URY USA VEN"
)
# Too small for a fill to be seen at this scale: drawn as a circle at the partner's own position.
ISLANDS: Final = frozenset(_SMALL.split())
# All outlines of static/topojson/world_50m.json: a land that is no partner of the rows is context.
OUTLINES: Final = ISLANDS | frozenset(_LARGE.split())
_VIEW: Final = {"lonaxis": [-118, -34], "lataxis": [-56, 33]}
_HOVER: Final = "%{customdata}<extra></extra>"


@dataclass(frozen=True)
class Places:
    """How rows are read; `label` names a partner, codes of `named` are written on the map."""

    by: str = "partner"
    y: str = "value_cad"
    status: str = "status"
    latitude: str = "latitude"
    longitude: str = "longitude"
    label: Callable[[str], str] = str
    named: Sequence[str] = ()


@dataclass(frozen=True)
class _Class:
    """Partners drawn alike, with the words of the legend."""

    words: str
    colour: str
    rows: Sequence[Row]
    is_known: bool = True


def region(rows: Sequence[Row], places: Places = Places(), *, height: int = 600) -> go.Figure:
    """Partners of the region by value, in five classes, zero, and «not loaded» (grey with a cross).

    One row per partner, with its position in degrees; value in dollars or None. Other lands are context.
    """
    shades = theme.current()
    figure = blank(height, left=0, right=0, top=0, bottom=76)
    context = OUTLINES - {str(row[places.by]) for row in rows}
    fill(figure, sorted(context), shades.surface, [], outline=0)
    for group in _classes(rows, places):
        _draw(figure, group, places)
    _write_names(figure, [row for row in rows if row[places.by] in places.named], places)
    look_at_region(figure)
    return figure


def look_at_region(figure: go.Figure) -> None:
    """Centre a map on the region, with its legend beneath."""
    figure.update_geos(
        scope="world",
        resolution=50,
        projection={"type": "azimuthal equal area", "rotation": {"lon": -76, "lat": -12}},
        lonaxis={"range": _VIEW["lonaxis"]},
        lataxis={"range": _VIEW["lataxis"]},
        visible=False,
        bgcolor=theme.current().background,
    )
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 0,
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
            "traceorder": "normal",
        },
    )


def _classes(rows: Sequence[Row], places: Places) -> list[_Class]:
    """The seven groups of the legend that have members, from the largest value to what is missing."""
    shades = theme.current()
    edges = (0, *BREAKS, float("inf"))
    groups = []
    for place in reversed(range(len(BREAKS) + 1)):
        low, high = edges[place], edges[place + 1]
        inside = [
            row
            for row in rows
            if row[places.y] is not None and row[places.y] > 0 and low <= row[places.y] < high
        ]
        groups.append(_Class(_interval(low, high), shades.sequential[place], inside))
    zero = [row for row in rows if row[places.y] is not None and row[places.y] <= 0]
    gone = [row for row in rows if row[places.y] is None]
    groups.append(_Class(pick("zéro", "zero"), shades.background, zero))
    words = list(dict.fromkeys(formats.missing(row.get(places.status), long=True) for row in gone))
    groups.append(_Class(", ".join(words), shades.missing, gone, is_known=False))
    return [group for group in groups if group.rows]


def _interval(low: float, high: float) -> str:
    if low == 0:
        return pick("moins de ", "under ") + formats.money(high, "M", digits=0)
    if high == float("inf"):
        return formats.money(low, "M", digits=0) + pick(" et plus", " and over")
    start, end = formats.money(low, "M", digits=0), formats.money(high, "M", digits=0)
    return pick(f"{formats.number(low / formats.SCALE['M'])} à {end}", f"{start} to {end}")


def _draw(figure: go.Figure, group: _Class, places: Places) -> None:
    shades = theme.current()
    lands = [row for row in group.rows if row[places.by] not in ISLANDS]
    islands = [row for row in group.rows if row[places.by] in ISLANDS]
    fill(
        figure,
        [str(row[places.by]) for row in lands],
        group.colour,
        [_hover(row, places) for row in lands],
    )
    outline = {"color": shades.axis, "width": 1}
    if islands:
        _points(
            figure, islands, places,
            {"symbol": "circle", "size": 9, "color": group.colour, "line": outline},
        )  # fmt: skip
    if not group.is_known:
        _points(
            figure, group.rows, places,
            {"symbol": "x-thin-open", "size": 6, "color": shades.axis, "line": {"width": 1.2}},
        )  # fmt: skip
    figure.add_scattergeo(
        lon=[None], lat=[None], name=group.words, mode="markers", showlegend=True,
        marker={
            "symbol": "square" if group.is_known else "square-x",
            "size": 13, "color": group.colour, "line": outline,
        },
    )  # fmt: skip


def fill(
    figure: go.Figure,
    codes: Sequence[str],
    colour: str,
    hovers: Sequence[str],
    outline: float = 0.7,
) -> None:
    """Fill countries with one colour; `hovers` are in the order of `codes`, none for context."""
    shades = theme.current()
    if codes:
        figure.add_choropleth(
            locations=list(codes),
            z=[0] * len(codes),
            locationmode="ISO-3",
            colorscale=[[0, colour], [1, colour]],
            showscale=False,
            marker={"line": {"color": shades.axis, "width": outline}},
            **_hovering(hovers),
        )


def _points(figure: go.Figure, rows: Sequence[Row], places: Places, marker: dict[str, Any]) -> None:
    placed = [row for row in rows if None not in (row[places.latitude], row[places.longitude])]
    figure.add_scattergeo(
        lon=[row[places.longitude] for row in placed],
        lat=[row[places.latitude] for row in placed],
        mode="markers",
        marker=marker,
        showlegend=False,
        **_hovering([_hover(row, places) for row in placed]),
    )


def _write_names(figure: go.Figure, rows: Sequence[Row], places: Places) -> None:
    """Name and value on the country, on a halo of the background so that any fill carries it."""
    for row in rows:
        figure.add_scattergeo(
            lon=[row[places.longitude]],
            lat=[row[places.latitude]],
            mode="text",
            text=[f"<b>{places.label(str(row[places.by]))}</b><br>{_value(row, places)}"],
            textfont={"size": TEXT_SIZE - 1, "color": theme.current().ink, "shadow": halo()},
            showlegend=False,
            hoverinfo="skip",
        )


def halo() -> str:
    """A shadow of the background around letters, so that any fill carries them."""
    shade = theme.current().background
    return ", ".join(
        f"{x}px {y}px 1px {shade}" for x in (-2, -1, 0, 1, 2) for y in (-2, -1, 0, 1, 2)
    )


def _hovering(hovers: Sequence[str]) -> dict[str, Any]:
    if not hovers:
        return {"hoverinfo": "skip"}
    return {"customdata": list(hovers), "hovertemplate": _HOVER}


def _hover(row: Row, places: Places) -> str:
    return f"{places.label(str(row[places.by]))}\u2002<b>{_value(row, places)}</b>"


def _value(row: Row, places: Places) -> str:
    return formats.money(row[places.y], status=row.get(places.status))
