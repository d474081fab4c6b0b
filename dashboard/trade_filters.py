"""The choices of the trade page: widgets bound to the address, gathered into one selection."""

from __future__ import annotations

from datetime import date

from dashboard import builds, catalogue, filters, flow_filters, trade
from dashboard.i18n import _
from dashboard.selection import (
    AMONG,
    MEASURES,
    MOST_PARTNERS,
    Selection,
    among_words,
    measure_words,
)
from dashboard.unavailable import Unavailable

DEFAULT_PARTNERS = ("MEX", "BRA", "COL")
TOTAL, MONTHLY, MONTHS = "TOTAL", "trade_partner_monthly", 12
# The choices that each part of the page reads.
READ = {
    "series": ("partner", "geo", "flow", "frequency", "measure", "since", "until", "section"),
    "ranking": ("partner", "geo", "flow", "until", "section", "among"),
    "growth": ("partner", "geo", "flow", "since", "until", "section"),
    "structure": ("geo", "flow", "frequency", "since", "until", "section"),
}
KEYS = (*{key: None for keys in READ.values() for key in keys}, "view")


def choose(part: str) -> tuple[Selection, str]:
    """Show the widgets of a part of the page; return the selection and the product section."""
    with filters.panel(READ[part]):
        partners = filters.partners(
            [code for code in catalogue.labels("partner") if code != "OTH"],
            key="partner",
            default=DEFAULT_PARTNERS,
            most=MOST_PARTNERS,
            help=_("Jusqu'à six partenaires, comparés sur les mêmes graphiques."),
        )
        with filters.row("geo"):
            geo = flow_filters.geography()
            direction = flow_filters.direction(
                help=_("Ce que chaque sens recouvre est dit sous chaque titre.")
            )
            frequency = flow_filters.frequency()
            if not filters.is_shown("since"):
                since, until = _twelve_months(geo, direction)
        with filters.row("measure", "since"):
            measure = filters.one_of(
                _("Mesure"),
                MEASURES,
                key="measure",
                labels=measure_words,
                segmented=True,
                help=_("L'indice vaut 100 à la première période montrée."),
            )
            if filters.is_shown("since"):
                since, until = filters.month_range(*_covered(geo, direction))
        among = _among()
        section = _section()
    return (
        Selection(
            geo=geo,
            direction=direction,
            frequency=frequency,
            measure=measure,
            partners=partners,
            since=since,
            until=until,
            among=among,
        ),
        section,
    )


def chapter() -> str:
    """Show the parts of the page and return the one that is read."""
    return filters.chapter(
        {
            "series": _("Évolution"),
            "ranking": _("Classement"),
            "growth": _("Croissance"),
            "structure": _("Région et diversification"),
        }
    )


def _among() -> str:
    """Choose which countries are ranked; beside the United States, all others look alike."""
    return filters.one_of(
        _("Parmi"),
        AMONG,
        key="among",
        labels=among_words,
        segmented=True,
        help=_("Hors États-Unis : le graphique ne les dessine pas ; le tableau les garde."),
    )


def _covered(geo: str, direction: str) -> tuple[date, date]:
    """Return the first and last months that the geography's total covers."""
    months = [row for row in trade.loaded(geo, TOTAL).rows if row["direction"] == direction]
    if not months:
        raise Unavailable("not_loaded", MONTHLY, f"python -m etl refresh {MONTHLY}")
    return min(row["first_month"] for row in months), max(row["last_month"] for row in months)


def _twelve_months(geo: str, direction: str) -> tuple[date, date]:
    """Choose the last of twelve months; return it after the first of all."""
    first, last = _covered(geo, direction)
    ends = filters.months(first, last)[MONTHS - 1 :]
    if not ends:
        raise Unavailable("short", MONTHLY, f"python -m etl refresh {MONTHLY}")
    return first, filters.twelve_months(ends)


def _section() -> str:
    """Choose a product section, when more than the total is loaded."""
    sections = builds.current().codes(MONTHLY, "section") or [TOTAL]
    if len(sections) == 1:
        return sections[0]
    return filters.one_of(
        _("Section de produits"),
        [TOTAL, *(code for code in sections if code != TOTAL)],
        key="section",
        labels=trade.section_words,
        help=_("Sections du Système de classification des produits (SCPAN)."),
    )
