"""Nested rectangles, parts of a whole by size, each named and valued in its tile; they never query."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import plotly.graph_objects as go

from dashboard import formats, theme
from dashboard.figure import Row, blank, shortened, wrapped
from dashboard.i18n import ngettext

_HEIGHT: Final = 560
_SMALLEST_TEXT: Final = 10  # a name that does not fit at this size is left to the table
_LINE: Final = 16  # characters on a line of a tile
_LONGEST: Final = 44  # characters of a name in a tile; the table and the hover box give it whole
# A tile's shade by its share of the whole: its size says the share, the shade only repeats it.
_BOUNDS: Final = (0.005, 0.02, 0.05, 0.1)
_HEAD: Final = 28  # characters of a group's name
_REST: Final = "rest-"


@dataclass(frozen=True)
class Tree:
    """How rows are read: columns of code, value and share of the whole.

    `label` names a code; `group` gives the code that one is shown under, empty for none. The rows
    after the `most` largest share one tile in each group.
    """

    by: str = "hs"
    y: str = "value_cad"
    share: str = "share"
    label: Callable[[str], str] = str
    group: Callable[[str], str] = lambda _code: ""
    most: int = 30


@dataclass(frozen=True)
class _Tile:
    code: str
    name: str
    value: float
    share: float
    group: str


def tree(rows: Sequence[Row], drawn: Tree = Tree()) -> go.Figure:
    """Draw the parts of a whole, largest first; values in dollars, shares as ratios of the whole."""
    shades = theme.current()
    figure = blank(_HEIGHT, left=0, right=0, top=0, bottom=0)
    tiles = _tiles(rows, drawn)
    held: dict[str, float] = {}
    for tile in tiles:
        if tile.group:
            held[tile.group] = held.get(tile.group, 0) + tile.value
    fills = [
        shades.missing
        if tile.code.startswith(_REST)
        else shades.sequential[sum(tile.share >= bound for bound in _BOUNDS)]
        for tile in tiles
    ]
    names = {code: drawn.label(code) for code in held}
    figure.add_treemap(
        ids=[*(f"in-{code}" for code in held), *(tile.code for tile in tiles)],
        labels=[
            *(shortened(name, _HEAD) for name in names.values()),
            *(_text(tile) for tile in tiles),
        ],
        parents=[*("" for _code in held), *(f"in-{t.group}" if t.group else "" for t in tiles)],
        values=[*held.values(), *(tile.value for tile in tiles)],
        customdata=[*names.values(), *(_hover(tile) for tile in tiles)],
        branchvalues="total",
        textinfo="label",
        hovertemplate="%{customdata}<extra></extra>",
        pathbar={"visible": False},
        tiling={"pad": 2},
        marker={
            "colors": [*(shades.surface for _code in held), *fills],
            "line": {"width": 0},
            "pad": {"t": 24, "l": 2, "r": 2, "b": 2},
        },
        textfont={"color": [*(shades.ink for _code in held), *map(_ink, fills)]},
    )
    figure.update_layout(uniformtext={"minsize": _SMALLEST_TEXT, "mode": "hide"})
    return figure


def _tiles(rows: Sequence[Row], drawn: Tree) -> list[_Tile]:
    held = sorted((row for row in rows if row[drawn.y]), key=lambda row: -row[drawn.y])
    rest: dict[str, list[Row]] = {}
    for row in held[drawn.most :]:
        rest.setdefault(drawn.group(str(row[drawn.by])), []).append(row)
    # One product left over takes no more room under its own name.
    named = [*held[: drawn.most], *(left[0] for left in rest.values() if len(left) == 1)]
    return [_named(row, drawn) for row in named] + [
        _together(group, left, drawn) for group, left in rest.items() if len(left) > 1
    ]


def _named(row: Row, drawn: Tree) -> _Tile:
    code = str(row[drawn.by])
    return _Tile(code, drawn.label(code), row[drawn.y], row[drawn.share], drawn.group(code))


def _together(group: str, rows: Sequence[Row], drawn: Tree) -> _Tile:
    """The tile of what a group holds beside the products that are named."""
    name = ngettext("{n} autre produit", "{n} autres produits", len(rows)).format(
        n=formats.integer(len(rows))
    )
    value, share = (sum(row[column] for row in rows) for column in (drawn.y, drawn.share))
    return _Tile(f"{_REST}{group}", name, value, share, group)


def _text(tile: _Tile) -> str:
    return (
        f"{wrapped(shortened(tile.name, _LONGEST), _LINE)}<br><b>{formats.percent(tile.share)}</b>"
    )


def _hover(tile: _Tile) -> str:
    figures = f"{formats.money(tile.value)} ({formats.percent(tile.share)})"
    return f"{wrapped(tile.name, _LONGEST)}<br><b>{figures}</b>"


def _ink(fill: str) -> str:
    """The colour of text that stands out best on a fill."""
    shades = theme.current()
    light = _luminance(fill)
    return max(
        (shades.ink, shades.background),
        key=lambda ink: _contrast(light, _luminance(ink)),
    )


def _contrast(one: float, other: float) -> float:
    high, low = max(one, other), min(one, other)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance (WCAG 2) of a colour written #RRGGBB."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]  # noqa: PLR2004
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
