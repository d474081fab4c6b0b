"""Points, lines and bars of a chart as SVG; they are given pixels and know no axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from typing import Final

Point = tuple[float, float]

_ROUND: Final = ("circle",)


@dataclass(frozen=True)
class Sign:
    """One marker: Plotly's symbol, its size in pixels, its fill and outline."""

    symbol: str
    size: float
    colour: str
    outline: str = ""
    width: float = 0.0
    opacity: float = 1.0


def stroke(colour: str, width: float, dash: str = "") -> str:
    """Attributes of a line; `dash` as in our looks («6px,3px», «solid»)."""
    dashes = "" if dash in ("", "solid") else dash.replace("px", "").replace(",", " ")
    pattern = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'fill="none" stroke="{colour}" stroke-width="{width:g}"{pattern}'


def line(start: Point, end: Point, look: str) -> str:
    """A straight line; `look` from `stroke`."""
    (x0, y0), (x1, y1) = start, end
    return f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" {look}/>'


def path(points: Iterable[Point | None], look: str) -> str:
    """A line through points; it breaks where one is missing."""
    steps, is_down = [], False
    for point in points:
        if point is None:
            is_down = False
            continue
        steps.append(f"{'L' if is_down else 'M'}{point[0]:.1f} {point[1]:.1f}")
        is_down = True
    return f'<path d="{"".join(steps)}" stroke-linejoin="round" {look}/>' if steps else ""


def box(corner: Point, opposite: Point, fill: str, outline: str = "", width: float = 0.0) -> str:
    """A rectangle between two opposite corners."""
    (x0, y0), (x1, y1) = corner, opposite
    edge = f' stroke="{outline}" stroke-width="{width:g}"' if width else ""
    return (
        f'<rect x="{min(x0, x1):.1f}" y="{min(y0, y1):.1f}" width="{abs(x1 - x0):.1f}" '
        f'height="{abs(y1 - y0):.1f}" fill="{fill}"{edge}/>'
    )


def hatch(name: str, ground: str, ink: str) -> str:
    """A pattern called `name`: thin slanted lines of `ink` on `ground`."""
    return (
        f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{ground}"/>'
        f'<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="{ink}" stroke-width="1"/></pattern>'
    )


def sign(mark: Sign, at: Point) -> str:
    """One marker, centred."""
    if mark.size <= 0 or mark.opacity <= 0:
        return ""
    name, _hyphen, _open = mark.symbol.partition("-open")
    dress = _dress(mark, is_open=mark.symbol.endswith("-open"))
    x, y = at
    if name in _ROUND:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{mark.size / 2:g}" {dress}/>'
    strokes = _strokes(name, mark.size / 2)
    if strokes:
        drawn = "".join(
            f"M{x + x0:.1f} {y + y0:.1f}L{x + x1:.1f} {y + y1:.1f}" for x0, y0, x1, y1 in strokes
        )
        return f'<path d="{drawn}" {dress}/>'
    corners = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in _corners(name, mark.size / 2))
    return f'<polygon points="{corners}" {dress}/>'


def is_known(symbol: str) -> bool:
    """Whether a symbol can be drawn here."""
    name = symbol.partition("-open")[0]
    return name in _ROUND or bool(_strokes(name, 1) or _corners(name, 1))


def _dress(mark: Sign, *, is_open: bool) -> str:
    if is_open:
        return stroke(mark.colour, mark.width or 1)
    edge = f' stroke="{mark.outline}" stroke-width="{mark.width:g}"' if mark.width else ""
    return f'fill="{mark.colour}"{edge}'


def _strokes(name: str, r: float) -> Sequence[tuple[float, float, float, float]]:
    """Signs made of lines alone."""
    return {
        "x-thin": ((-r, -r, r, r), (-r, r, r, -r)),
        "line-ns": ((0, -r, 0, r),),
        "square-hatched": (
            *((-r, -r, r, -r), (r, -r, r, r), (r, r, -r, r), (-r, r, -r, -r)),
            *((-r, 0, 0, -r), (-r, r, r, -r), (0, r, r, 0)),
        ),
    }.get(name, ())


def _corners(name: str, r: float) -> Sequence[Point]:
    """Signs with corners, of the sizes that Plotly gives them."""
    wide, high = r * 2 / sqrt(3), r * 1.3
    return {
        "square": ((-r, -r), (r, -r), (r, r), (-r, r)),
        "diamond": ((0, -high), (high, 0), (0, high), (-high, 0)),
        "triangle-up": ((-wide, r / 2), (wide, r / 2), (0, -r)),
        "triangle-down": ((-wide, -r / 2), (wide, -r / 2), (0, r)),
        "hexagon2": tuple((r * cos(a * pi / 3), r * sin(a * pi / 3)) for a in range(6)),
    }.get(name, ())
