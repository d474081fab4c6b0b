"""The words of the strategy's follow-up: amounts by unit, verdicts with their reason; no query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import floor, log10
from typing import Any, Literal

from dashboard import catalogue, formats
from dashboard.cards import in_language
from dashboard.i18n import NBSP, _, ngettext, pick

Row = Mapping[str, Any]
VERDICTS = (
    "confirmed",
    "confirmed_rounding",
    "revised_since",
    "definition_differs",
    "not_confirmed",
    "not_computable",
    "not_loaded",
    "target",
)


def amount(value: float | None, unit: str, rounding: float | None = None) -> str:
    """A value in its unit: «5,35 G$», «72,6 %», «4e»; with the digits that `rounding` leaves, if any."""
    if value is None:
        return formats.missing()
    scale, digits = _scale(value, unit)
    if rounding is not None:
        digits = max(0, -floor(log10(rounding / scale) + 1e-9))
    size = formats.number(value / scale, digits)
    write: dict[str, Callable[[], str]] = {
        "CAD": lambda: formats.money(value, _billions(value), digits=digits),
        "USD": lambda: pick(f"{size}{NBSP}G${NBSP}US", f"US${size}B"),
        "dollar": lambda: pick(f"{size}{NBSP}G$", f"${size}B"),
        "ratio": lambda: formats.percent(value, digits),
        "rank": lambda: formats.rank(round(value)),
        "times": lambda: _("{n} fois").format(n=size),
        "persons": lambda: size if scale == 1 else _("{n} millions").format(n=size),
    }
    return write[unit]() if unit in write else formats.integer(value)


def _scale(value: float, unit: str) -> tuple[float, int]:
    """What a value is divided by to be written in its unit, and its usual decimals."""
    if unit == "persons":
        return (1e6, 1) if value >= 10 * formats.SCALE["M"] else (1, 0)
    return {
        "CAD": (float(formats.SCALE[_billions(value)]), 2),
        "USD": (1e9, 0),
        "dollar": (1e9, 1),
        "ratio": (0.01, 1),
        "times": (1, 2),
    }.get(unit, (1, 0))


def _billions(value: float) -> Literal["M", "G"]:
    # The strategy prints hundredths of billions: one more digit than the tables do.
    return "G" if abs(value) >= formats.SCALE["G"] else "M"


def stated(row: Row) -> str:
    """What the claim states, in its words: «plus de 3,16 G$», «positif»."""
    value, rounding, unit = row["stated_value"], row["rounding"], row["unit"]
    if row["comparison"] == "positive":
        return _("positif")
    if row["comparison"] == "between":
        return _("de {bas} à {haut}").format(
            bas=amount(value - rounding / 2, unit, rounding),
            haut=amount(value + rounding / 2, unit, rounding),
        )
    said = amount(value, unit, rounding)
    return {"over": _("plus de {valeur}"), "under": _("près de {valeur}")}.get(
        row["comparison"], "{valeur}"
    ).format(valeur=said)


def when(row: Row) -> str:
    """The year or years of a claim, as it states them."""
    if row["year_to"] is None:
        return _("année non dite")
    if row["year_from"] is not None:
        return f"{row['year_from']}-{row['year_to']}"
    return str(row["year_to"])


def computed(row: Row) -> str:
    """The computed value of the claim's year, and that year when the claim may be about another."""
    if row["computed_value"] is None:
        return ""
    return _("{valeur} ({année})").format(
        valeur=amount(row["computed_value"], row["unit"]), année=_span(row, row["computed_year"])
    )


def now(row: Row) -> str:
    """The value of the latest year, with the year."""
    if row["now_value"] is None:
        return ""
    return _("{valeur} ({année})").format(
        valeur=amount(row["now_value"], row["unit"]), année=_span(row, row["now_year"])
    )


def _span(row: Row, year: int) -> str:
    """The year of a value, or the years of a change, as many as the claim's."""
    if row["year_from"] is None or row["year_to"] is None:
        return str(year)
    return f"{year - (row['year_to'] - row['year_from'])}-{year}"


def reason(row: Row) -> str:
    """Why the verdict, in one sentence made of what the query found."""
    note = in_language(row["note_fr"], row["note_en"])
    if row["reason"] == "not_loaded":
        return _("La série existe ; pour la charger : python -m etl refresh {source}").format(
            source=row["loads"]
        )
    sentence = {
        "aim": _("C'est un but : rien n'est à confirmer."),
        "no_open_series": _("Aucune série ouverte ne le mesure."),
        "starts_later": _("La série ouverte commence après {année}.").format(
            année=row["year_from"] or row["year_to"]
        ),
        "no_source": _("Aucune source du projet ne charge cette série."),
        "other_quantity": _("La série ouverte compte autre chose."),
        "as_stated": _("La valeur calculée est celle de l'énoncé, dans ses propres mots."),
        "rounding": _("L'écart tient dans l'arrondi du document."),
        "counted_otherwise": _("La même chose, comptée autrement."),
        "later_edition": _("Même définition, édition postérieure au document."),
        "unexplained": _("Même définition, édition antérieure au document."),
    }[row["reason"]]
    if row["reason"] == "no_source" and note:
        return note
    # What sets the two apart says nothing where they agree.
    is_told = row["reason"] in ("as_stated", "rounding", "aim", "starts_later")
    return sentence if is_told or not note else f"{sentence} {note}"


def tally(rows: Sequence[Row]) -> str:
    """How many claims have each verdict, in one sentence."""
    if not rows:
        return _("Aucun énoncé ne concerne ce choix.")
    found = Counter(row["outcome"] for row in rows)
    listed = ", ".join(
        f"{catalogue.label(code, 'verdict').lower()}{pick(NBSP, '')}: {found[code]}"
        for code in VERDICTS
        if found[code]
    )
    return ngettext(
        "{n} énoncé chiffré de la stratégie — {liste}.",
        "{n} énoncés chiffrés de la stratégie — {liste}.",
        len(rows),
    ).format(n=formats.integer(len(rows)), liste=listed)


def dated(when: date, precision: str) -> str:
    """A date as far as it is known: a day, a month or a year."""
    if precision == "day":
        return formats.day(when)
    return formats.month(when) if precision == "month" else formats.year(when)
