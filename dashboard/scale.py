"""The value axis of a figure: its unit, range, ticks and texts; every number is set by dashboard.formats."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from dashboard import formats, intervals
from dashboard.i18n import pick

_SAME = 1e-6  # of the last decimal: floats of one and the same tick differ by less

Measure = Literal["cad", "usd", "share", "growth", "points", "index", "multiple", "count"]
"""cad, usd: Canadian or American dollars; share: ratio of a whole; growth: ratio of change;
points: difference of two shares; index: 100 at its start; multiple: how many times, from zero;
count: persons or positions, which a publisher may hide between two bounds."""
MONEY: Final = ("cad", "usd")


@dataclass(frozen=True)
class Scale:
    """An axis from `low` to `high` in data units, with `ticks` that hold both."""

    measure: Measure
    unit: formats.Unit
    low: float
    high: float
    ticks: tuple[float, ...]

    def text(
        self,
        value: float | None,
        status: str | None = None,
        hidden: intervals.Bounds | None = None,
    ) -> str:
        """A value in full, for hover texts and labels: «1 633,2 M$», or the word for `status`.

        A count that is `hidden` between two bounds reads with them.
        """
        match self.measure:
            case "cad" | "usd":
                write = formats.money if self.measure == "cad" else formats.us_money
                return write(value, self.unit, status=status)
            case "share":
                return formats.percent(value, status=status)
            case "growth":
                return formats.percent(value, signed=True, status=status)
            case "points":
                return formats.points(value, status=status)
            case "index" | "multiple":
                return formats.number(value, 1 if self.measure == "index" else 2, status=status)
            case "count":
                return intervals.count(value, status, hidden)

    def tick(self, value: float) -> str:
        """A value on the axis, without the unit that the caption gives."""
        step = self.ticks[1] - self.ticks[0] if len(self.ticks) > 1 else 1.0
        if self.measure in MONEY:
            size = formats.SCALE[self.unit]
            return formats.number(value / size, _decimals(step / size))
        if self.measure in ("index", "multiple", "count"):
            return formats.number(value, _decimals(step))
        digits = _decimals(step * 100)
        return formats.percent(value, digits, signed=self.measure in ("growth", "points"))

    @property
    def caption(self) -> str:
        """The unit of the axis in words; empty where the ticks carry it themselves."""
        if self.measure == "cad":
            words = formats.unit_words(self.unit)
            return words[0].upper() + words[1:]
        if self.measure == "usd":
            words = formats.unit_words(self.unit)
            said = pick(f"{words} US", words.replace("dollars", "US dollars"))
            return said[0].upper() + said[1:]
        return pick("Indice", "Index") if self.measure == "index" else ""


def scale(values: Iterable[float | None], measure: Measure, intervals: int = 4) -> Scale:
    """The axis for `values`: about `intervals` round steps; it holds zero unless it is an index."""
    known = [float(value) for value in values if value is not None and math.isfinite(value)]
    unit = formats.money_unit(known) if measure in MONEY else "1"
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    if measure != "index":
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = low + (abs(low) or float(formats.SCALE[unit]))
    step = _nice((high - low) / intervals)
    if measure == "count":
        step = max(1.0, step)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(place * step for place in range(first, last + 1))
    return Scale(measure, unit, ticks[0], ticks[-1], ticks)


def _nice(raw: float) -> float:
    """The round step (1, 2, 2.5 or 5 times a power of ten) nearest above `raw`, within a fifth."""
    power = 10.0 ** math.floor(math.log10(raw))
    for factor in (1.0, 2.0, 2.5, 5.0):
        if raw <= factor * power * 1.2:
            return factor * power
    return 10.0 * power


def _decimals(step: float) -> int:
    """Decimals that tell two ticks `step` apart."""
    for digits in range(4):
        if abs(step * 10**digits - round(step * 10**digits)) < _SAME:
            return digits
    return 4
