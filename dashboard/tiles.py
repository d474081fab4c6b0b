"""Tiles of key figures: name, value, change, one line of context, and the curve behind them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard import prose, theme, view
from dashboard.indicators import Result

WIDTH, HEIGHT, MARGIN = 160, 36, 3


@dataclass(frozen=True)
class Tile:
    """One key figure, already in words; `growth` gives its mark, `curve` (oldest first) its shape."""

    name: str
    value: str
    change: str = ""
    growth: float | None = None
    note: str = ""
    curve: Sequence[float] = ()

    @property
    def mark(self) -> str:
        """Which way the figure went: gain, loss, or nothing."""
        return "gain" if (self.growth or 0) > 0 else "loss" if (self.growth or 0) < 0 else ""


def show(tiles: Sequence[Tile], *results: Result) -> None:
    """Set tiles side by side; values stand on one line across. `results` are what they are made from."""
    view.figures(tiles, results)
    prose.html('<div class="tiles">' + "".join(_tile(tile) for tile in tiles) + "</div>")


def _tile(tile: Tile) -> str:
    change = f'<span class="{tile.mark}">{escape(tile.change)}</span>' if tile.change else ""
    return (
        '<div class="tile">'
        f'<span class="name">{escape(tile.name)}</span>'
        f'<span class="value">{escape(tile.value)}</span>'
        f'<span class="note">{change}<br>{escape(tile.note)}{_curve(tile.curve)}</span>'
        "</div>"
    )


def _curve(values: Sequence[float]) -> str:
    """Draw a word-sized line; the figures are in the tile, so it is hidden from screen readers."""
    if len(set(values)) <= 1:
        return ""
    low, high = min(values), max(values)
    span = high - low
    step = (WIDTH - 2 * MARGIN) / (len(values) - 1)
    points = [
        (
            round(MARGIN + place * step, 1),
            round(HEIGHT - MARGIN - (value - low) / span * (HEIGHT - 2 * MARGIN), 1),
        )
        for place, value in enumerate(values)
    ]
    path = " ".join(f"{x},{y}" for x, y in points)
    x, y = points[-1]
    ink = theme.current().accent
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="1.5"/>'
        f'<circle cx="{x}" cy="{y}" r="2.5" fill="{ink}"/></svg>'
    )
    # Streamlit strips inline drawings from HTML; a picture of the page's own making passes.
    picture = b64encode(drawn.encode()).decode()
    return (
        f'<img class="curve" alt="" width="{WIDTH}" height="{HEIGHT}" '
        f'src="data:image/svg+xml;base64,{picture}">'
    )
