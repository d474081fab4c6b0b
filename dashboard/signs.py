"""The signs of what a line cannot show: a hidden count between its bounds, a value that is not there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dashboard import intervals
from dashboard.figure import Row
from dashboard.i18n import pick
from dashboard.scale import Scale

HOVER: Final = "%{customdata}<extra></extra>"
_HIDDEN: Final = "diamond-open"
_GAP: Final = "x-thin-open"


@dataclass(frozen=True)
class Said:
    """Whose signs they are: the line's name and colour, its axis, its columns of value and status."""

    name: str
    colour: str
    axis: Scale
    y: str
    status: str

    def words(self, row: Row) -> str:
        """What the hover text says of a row without value."""
        hidden = intervals.bounds(row, self.y)
        return f"{self.name}\u2002<b>{self.axis.text(None, row.get(self.status), hidden)}</b>"


def hidden(found: Mapping[date, Row], said: Said) -> list[dict[str, Any]]:
    """The counts hidden between two bounds: a hollow sign, and a bar from one bound to the other."""
    spans = {day: intervals.bounds(row, said.y) for day, row in sorted(found.items())}
    held = {day: span for day, span in spans.items() if span}
    if not held:
        return []
    trace = _signs([*held], [middle(span) for span in held.values()], _HIDDEN, said, found)
    trace["marker"]["size"] = 8
    trace["error_y"] = {
        "type": "data",
        "array": [(high - low) / 2 for low, high in held.values()],
        "color": said.colour,
        "thickness": 1.5,
        "width": 3,
    }
    return [trace]


def gaps(found: Mapping[date, Row], said: Said) -> list[dict[str, Any]]:
    """A cross at the foot of the chart for each value that nothing bounds."""
    gone = [
        day
        for day, row in sorted(found.items())
        if row[said.y] is None and not intervals.bounds(row, said.y)
    ]
    if not gone:
        return []
    trace = _signs(gone, [foot(said.axis)] * len(gone), _GAP, said, found)
    # A series without any value says so in its name: a whole row of crosses would say no more.
    trace["marker"]["opacity"] = 0 if len(gone) == len(found) else 1
    return [trace]


def key(rows: Iterable[Row], y: str, status: str) -> str:
    """What the signs of `rows` mean, those alone that are drawn; empty when all counts are known."""
    missing = [row for row in rows if row[y] is None]
    bounded = [row for row in missing if intervals.bounds(row, y)]
    words = []
    if bounded:
        why = f" {pick('ou', 'or')} ".join(
            dict.fromkeys(intervals.reason(row.get(status)) for row in bounded)
        )
        words.append(f"◇ {why}{pick(' : entre deux bornes', ': between two bounds')}")
    if len(bounded) < len(missing):
        words.append(pick("× sans valeur publiée", "× no published value"))
    return "\u2003".join(words)


def middle(span: intervals.Bounds) -> float:
    """Where the sign of a hidden count stands: halfway, a place on a chart and never a figure."""
    return (span[0] + span[1]) / 2


def extent(rows: Sequence[Row], y: str) -> list[float | None]:
    """The values of `rows`, and the bounds of those that are hidden: what an axis must hold."""
    spans = (intervals.bounds(row, y) for row in rows)
    return [*(row[y] for row in rows), *(bound for span in spans if span for bound in span)]


def foot(axis: Scale) -> float:
    """Where a missing value is marked: the zero line if there is one, else the foot of the chart."""
    return max(axis.low, 0.0) if axis.low <= 0 else axis.low


def _signs(
    days: Sequence[date],
    places: Sequence[float],
    symbol: str,
    said: Said,
    found: Mapping[date, Row],
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": list(days),
        "y": list(places),
        "name": said.name,
        "mode": "markers",
        "marker": {
            "symbol": symbol,
            "size": 7,
            "opacity": 1,
            "color": said.colour,
            "line": {"width": 1.5, "color": said.colour},
        },
        "cliponaxis": False,
        "customdata": [said.words(found[day]) for day in days],
        "hovertemplate": HOVER,
    }
