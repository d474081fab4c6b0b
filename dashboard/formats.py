"""Numbers, money, dates and ranks as text in the reader's language; the only place where figures become words."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final, Literal

from babel import Locale

from dashboard.dates import (
    LOCALE,
    Frequency,
    day,
    month,
    month_names,
    month_short,
    period,
    quarter,
    year,
)
from dashboard.i18n import FRENCH_PLURAL, NARROW_NBSP, NBSP, Language, language, pick

__all__ = [
    "MINUS",
    "SCALE",
    "Frequency",
    "Number",
    "Unit",
    "day",
    "growth_word",
    "integer",
    "missing",
    "money",
    "money_unit",
    "month",
    "month_names",
    "month_short",
    "number",
    "percent",
    "period",
    "points",
    "quarter",
    "rank",
    "separators",
    "unit_label",
    "unit_words",
    "us_money",
    "year",
]

Unit = Literal["1", "k", "M", "G"]
Number = int | float | Decimal

MINUS: Final = "\u2212"
SCALE: Final[dict[Unit, int]] = {"1": 1, "k": 1_000, "M": 1_000_000, "G": 1_000_000_000}

_MISSING: Final[dict[str, tuple[str, str]]] = {
    "not_available": ("n.d.", "n/a"),
    "not_applicable": ("s.o.", "not applicable"),
    "suppressed": ("confidentiel", "confidential"),
    "too_unreliable": ("trop peu fiable", "too unreliable"),
    "below_detection_limit": ("sous le seuil de détection", "below detection limit"),
    "not_loaded": ("non chargé", "not loaded"),
    "below_rank": ("sous le dernier rang", "below the last rank"),
}
_SPELLED: Final[dict[str, tuple[str, str]]] = {
    "not_available": ("non disponible", "not available"),
    "not_applicable": ("sans objet", "not applicable"),
}
# Statuses of a value that is there: what was derived from it (a growth without base) may still be null.
_PRESENT: Final = frozenset(
    {"normal", "preliminary", "revised", "use_with_caution", "rounded_to_zero"}
)
_DOLLARS: Final[dict[Unit, tuple[str, str, str]]] = {
    "1": ("dollar", "dollars", "dollars"),
    "k": ("millier de dollars", "milliers de dollars", "thousands of dollars"),
    "M": ("million de dollars", "millions de dollars", "millions of dollars"),
    "G": ("milliard de dollars", "milliards de dollars", "billions of dollars"),
}
_ENGLISH_MAGNITUDE: Final[dict[Unit, tuple[str, str]]] = {
    "1": ("", ""),
    "k": ("K", " thousand"),
    "M": ("M", " million"),
    "G": ("B", " billion"),
}


def missing(status: str | None = None, *, long: bool = False) -> str:
    """The word shown in place of a null, by status code; ValueError for an unknown code.

    `long` spells out what a cell abbreviates: «non disponible» for «n.d.».
    """
    if status is None or status in _PRESENT:
        status = "not_available"
    if status not in _MISSING:
        raise ValueError(f"formats.missing: no word for the status «{status}»; add it to _MISSING.")
    return pick(*(_SPELLED if long and status in _SPELLED else _MISSING)[status])


def number(
    value: Number | None, digits: int = 0, signed: bool = False, status: str | None = None
) -> str:
    """`value` with `digits` decimals, rounded half up: «1 633,2» / "1,633.2"; the word for `status` when null."""
    exact = _exact(value)
    return missing(status) if exact is None else _digits(exact, digits, signed)


def integer(value: Number | None, signed: bool = False, status: str | None = None) -> str:
    """A whole number: «12 345» / "12,345"."""
    return number(value, 0, signed, status)


def money(
    value_cad: Number | None,
    unit: Unit | Literal["auto"] = "auto",
    signed: bool = False,
    *,
    digits: int | None = None,
    long: bool = False,
    status: str | None = None,
) -> str:
    """Canadian dollars: «1 633,2 M$» / "$1,633.2M", or in words with `long`.

    One decimal but for plain dollars. A true zero is «0 M$», a small value that rounds to zero is «0,0 M$».
    `auto` goes to billions from ten billion on, so that 1 633,2 M$ reads as the publisher writes it.
    """
    exact = _exact(value_cad)
    if exact is None:
        return missing(status)
    scale = _auto(abs(exact)) if unit == "auto" else unit
    if digits is None:
        digits = 0 if scale == "1" else 1
    scaled = exact / SCALE[scale]
    text = _digits(scaled, digits if exact else 0, signed)
    if language() == "fr":
        if not long:
            return f"{text}{NBSP}{'' if scale == '1' else scale}$"
        singular, plural, _english = _DOLLARS[scale]
        return f"{text}{NBSP}{singular if abs(scaled) < FRENCH_PLURAL else plural}"
    sign, figures = (text[0], text[1:]) if text[0] in f"+{MINUS}" else ("", text)
    short_word, long_word = _ENGLISH_MAGNITUDE[scale]
    return f"{sign}${figures}{long_word.replace(' ', NBSP) if long else short_word}"


def us_money(
    value_usd: Number | None, unit: Unit | Literal["auto"] = "auto", *, status: str | None = None
) -> str:
    """American dollars: «363,5 G$ US» / "US$363.5B"; the word for `status` when null."""
    if _exact(value_usd) is None:
        return missing(status)
    text = money(value_usd, unit)
    return pick(f"{text}{NBSP}US", f"US{text}")


def money_unit(values: Iterable[Number | None]) -> Unit:
    """The one unit in which a set of amounts (dollars) reads well: for an axis or a column."""
    return _auto(
        max(
            (abs(exact) for value in values if (exact := _exact(value)) is not None),
            default=Decimal(0),
        )
    )


def unit_label(unit: Unit) -> str:
    """The unit's sign: «M$» / "$M"."""
    if language() == "fr":
        return "$" if unit == "1" else f"{unit}$"
    return f"${_ENGLISH_MAGNITUDE[unit][0]}"


def unit_words(unit: Unit) -> str:
    """The unit in words: «millions de dollars» / "millions of dollars"."""
    _singular, plural, english = _DOLLARS[unit]
    return pick(plural, english)


def percent(
    ratio: Number | None, digits: int = 1, signed: bool = False, status: str | None = None
) -> str:
    """A ratio as a percentage: 0.123 is «12,3 %» / "12.3%"."""
    exact = _exact(ratio)
    if exact is None:
        return missing(status)
    return _digits(exact * 100, digits, signed) + pick(f"{NBSP}%", "%")


def points(ratio_difference: Number | None, digits: int = 1, status: str | None = None) -> str:
    """A difference of two ratios, always signed: 0.013 is «+1,3 point» / "+1.3 points"."""
    exact = _exact(ratio_difference)
    if exact is None:
        return missing(status)
    rounded = abs(_round(exact * 100, digits))
    plural = rounded >= FRENCH_PLURAL if language() == "fr" else rounded != 1
    return f"{_digits(exact * 100, digits, signed=True)}{NBSP}point{'s' if plural else ''}"


def growth_word(ratio: Number | None, digits: int = 1, status: str | None = None) -> str:
    """A change as words: «en hausse de 3,2 %» / "up 3.2%"; «stable» when it rounds to nothing."""
    exact = _exact(ratio)
    if exact is None:
        return missing(status)
    if _round(exact * 100, digits) == 0:
        return pick("stable", "unchanged")
    size = percent(abs(exact), digits)
    return (
        pick(f"en hausse de {size}", f"up {size}")
        if exact > 0
        else pick(f"en baisse de {size}", f"down {size}")
    )


def rank(n: int | None) -> str:
    """A place in a ranking: «1er», «2e» / "1st", "2nd"."""
    if n is None:
        return missing()
    if language() == "fr":
        return f"{integer(n)}{'er' if n == 1 else 'e'}"
    suffix = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{integer(n)}{suffix}"


def separators() -> tuple[str, str]:
    """Decimal sign and thousands separator of the reader's language."""
    return _symbols(language())


@lru_cache(maxsize=2)
def _symbols(lang: Language) -> tuple[str, str]:
    symbols = Locale.parse(LOCALE[lang]).number_symbols["latn"]
    # Babel groups fr_CA with a full no-break space; a narrow one holds a number together better.
    return symbols["decimal"], str(symbols["group"]).replace(NBSP, NARROW_NBSP)


def _exact(value: Number | None) -> Decimal | None:
    """`value` as an exact decimal; None for null, not-a-number and infinity (a growth from nothing)."""
    if value is None:
        return None
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact if exact.is_finite() else None


def _round(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _digits(value: Decimal, digits: int, signed: bool = False) -> str:
    rounded = _round(value, digits)
    decimal_sign, group_sign = separators()
    # Babel's own format_decimal takes 50 µs a number, felt in the hover texts of a chart; its symbols suffice.
    figures = f"{abs(rounded):,f}".translate(str.maketrans(",.", group_sign + decimal_sign))
    if rounded == 0:
        return figures
    return (MINUS if rounded < 0 else "+" if signed else "") + figures


def _auto(size: Decimal) -> Unit:
    if size >= 10 * SCALE["G"]:
        return "G"
    if size >= SCALE["M"] or size == 0:
        return "M"
    return "k" if size >= SCALE["k"] else "1"
