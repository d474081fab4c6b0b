"""The words of the strategy's follow-up: amounts by unit, verdicts with their reason; no query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from math import log10
from typing import Any

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


def amount(value: float | None, unit: str, digits: int = 1) -> str:
    """A value in its unit, a ratio with `digits` decimals: «5,35 G$», «72,6 %», «4e»."""
    if value is None:
        return formats.missing()
    write = {
        "CAD": _dollars,
        "USD": lambda dollars: _foreign(dollars, "US"),
        "dollar": lambda dollars: _foreign(dollars, ""),
        "ratio": lambda ratio: formats.percent(ratio, digits),
        "rank": lambda place: formats.rank(round(place)),
        "times": lambda times: _("{n} fois").format(n=formats.number(times, 2)),
        "persons": _persons,
    }.get(unit, formats.integer)
    return write(value)


def _dollars(value: float) -> str:
    # The strategy prints hundredths of billions: one more digit than the tables do.
    return formats.money(value, "G" if abs(value) >= formats.SCALE["G"] else "auto", digits=2)


def _foreign(value: float, country: str) -> str:
    """Dollars that are not Canadian, or of which the page does not say whose they are."""
    billions = formats.number(value / formats.SCALE["G"], 1)
    return pick(f"{billions}{NBSP}G${NBSP}{country}".rstrip(NBSP), f"{country}${billions}B")


def _persons(value: float) -> str:
    if value < 10 * formats.SCALE["M"]:
        return formats.integer(value)
    return _("{n} millions").format(n=formats.number(value / formats.SCALE["M"], 1))


def stated(row: Row) -> str:
    """What the claim states, in its words: «plus de 3,16 G$», «positif»."""
    if row["comparison"] == "positive":
        return _("positif")
    # As many decimals of a percentage as the document prints.
    decimals = max(0, -round(log10(100 * row["rounding"]))) if row["unit"] == "ratio" else 0
    said = amount(row["stated_value"], row["unit"], decimals)
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
        valeur=amount(row["computed_value"], row["unit"]), année=row["computed_year"]
    )


def now(row: Row) -> str:
    """The value of the latest year, with the year."""
    if row["now_value"] is None:
        return ""
    return _("{valeur} ({année})").format(
        valeur=amount(row["now_value"], row["unit"]), année=row["now_year"]
    )


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
