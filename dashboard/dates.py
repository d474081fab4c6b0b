"""Days and periods as text in the reader's language; pages take them from dashboard.formats."""

from datetime import date, datetime
from functools import lru_cache
from typing import Final, Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date

from dashboard.i18n import NBSP, Language, language, pick

Frequency = Literal["month", "quarter", "year", "rolling"]

QUEBEC: Final = ZoneInfo("America/Toronto")  # its time has the name of another city
LOCALE: Final[dict[Language, str]] = {"fr": "fr_CA", "en": "en_CA"}


def here(moment: datetime) -> date:
    """The day in Québec at a moment (with its time zone): evenings are still today."""
    return moment.astimezone(QUEBEC).date()


def of(moment: str) -> date:
    """The day in Québec of a moment written in ISO 8601; a day without a time is that day."""
    return here(datetime.fromisoformat(moment)) if "T" in moment else date.fromisoformat(moment)


def year(day_or_year: date | int) -> str:
    """«2026», never grouped."""
    return str(day_or_year if isinstance(day_or_year, int) else day_or_year.year)


def quarter(day: date) -> str:
    """The quarter that holds `day`: «T2 2026» / "Q2 2026"."""
    return f"{pick('T', 'Q')}{(day.month + 2) // 3}{NBSP}{day.year}"


def month(day: date) -> str:
    """«juillet 2026» / "July 2026"."""
    return _date(day, "MMMM y")


def month_short(day: date) -> str:
    """«juill. 2026» / "Jul 2026"."""
    return _date(day, "MMM y")


def day(when: date) -> str:
    """«3 septembre 2026», «1er septembre 2026» / "September 3, 2026"."""
    if language() == "en":
        return _date(when, "MMMM d, y")
    return f"{'1er' if when.day == 1 else when.day}{NBSP}{_date(when, 'MMMM y')}"


def period(start: date | int, frequency: Frequency, short: bool = False) -> str:
    """The period that starts at `start` (for `rolling`: the 12 months that end with its month)."""
    if isinstance(start, int) or frequency == "year":
        return year(start)
    if frequency == "quarter":
        return quarter(start)
    name = month_short(start) if short else month(start)
    if frequency == "month":
        return name
    return pick(f"12{NBSP}mois à {name}", f"12{NBSP}months to {name}")


def month_names(width: Literal["wide", "abbreviated"]) -> tuple[str, ...]:
    """The twelve months as they stand alone, January first."""
    return _named(width, language())


@lru_cache(maxsize=4)
def _named(width: Literal["wide", "abbreviated"], lang: Language) -> tuple[str, ...]:
    names = Locale.parse(LOCALE[lang]).months["stand-alone"][width]
    return tuple(str(names[index]) for index in range(1, 13))


@lru_cache(maxsize=4096)
def _dated(day: date, pattern: str, lang: Language) -> str:
    return format_date(day, pattern, locale=LOCALE[lang]).replace(" ", NBSP)


def _date(day: date, pattern: str) -> str:
    return _dated(day, pattern, language())
