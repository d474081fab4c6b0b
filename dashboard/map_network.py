"""The map of Québec's network in the region: offices by name, and the countries each may cover; no query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard import maps, theme
from dashboard.figure import TEXT_SIZE, Row, blank

# The names of two neighbouring cities would meet on one side.
_SIDE = {
    "havana": "top center",
    "haiti": "top right",
    "mexico": "bottom center",  # on a telephone the sheet ends a few letters to the left
    "sao_paulo": "middle left",
}


def network(
    offices: Sequence[Row],
    covered: Sequence[Row],
    names: Mapping[str, str],
    words: Mapping[str, str],
    *,
    height: int = 620,
) -> go.Figure:
    """Offices (`representation`, position, `closed_year`) and the countries that each covers.

    `names` gives the words of an office on the map, `words` those of the legend by representation
    and, under `closed`, of closed ones. A seat is filled fully, a country that may be covered
    lightly.
    """
    shades = theme.current()
    figure = blank(height, left=0, right=0, top=0, bottom=76)
    codes = [str(row["representation"]) for row in offices if row["closed_year"] is None]
    looks = theme.looks(codes)
    named = {str(row["partner"]) for row in covered}
    maps.fill(figure, sorted(maps.OUTLINES - named), shades.surface, [], outline=0)
    for code, look in looks.items():
        countries = [str(row["partner"]) for row in covered if row["representation"] == code]
        if not countries:
            continue
        seats = [
            str(row["partner"])
            for row in covered
            if row["representation"] == code and row["cover_role"] == "seat"
        ]
        others = [country for country in countries if country not in seats]
        maps.fill(figure, seats, _mixed(look.colour, shades.background, 0.75), [])
        maps.fill(figure, others, _mixed(look.colour, shades.background, 0.35), [])
        _key(figure, words[code], {"symbol": "square", "color": look.colour})
    for row in offices:
        is_open = row["closed_year"] is None
        colour = looks[str(row["representation"])].colour if is_open else shades.ink_soft
        figure.add_scattergeo(
            lon=[row["longitude"]],
            lat=[row["latitude"]],
            mode="markers+text",
            text=[f"<b>{names[str(row['representation'])]}</b>"],
            textposition=_SIDE.get(str(row["representation"]), "middle right"),
            textfont={"size": TEXT_SIZE - 1, "color": shades.ink, "shadow": maps.halo()},
            marker={
                "symbol": "circle" if is_open else "x-thin-open",
                "size": 10,
                "color": colour,
                "line": {"color": shades.ink, "width": 1.5},
            },
            showlegend=False,
            hoverinfo="skip",
        )
    _key(figure, words["closed"], {"symbol": "x-thin-open", "color": shades.ink_soft})
    maps.look_at_region(figure)
    return figure


def _key(figure: go.Figure, name: str, marker: Mapping[str, Any]) -> None:
    figure.add_scattergeo(
        lon=[None],
        lat=[None],
        name=name,
        mode="markers",
        showlegend=True,
        marker={"size": 13, "line": {"color": theme.current().axis, "width": 1}, **marker},
    )


def _mixed(colour: str, ground: str, part: float) -> str:
    """A colour laid on the background: `part` of it, the rest of the ground; both `#rrggbb`."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(part * top + (1 - part) * under):02x}" for top, under in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
