"""The choices of the trade page: widgets bound to the address, gathered into one selection."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import builds, catalogue, filters, flow_filters, trade
from dashboard.i18n import _
from dashboard.selection import (
    MEASURES,
    MOST_PARTNERS,
    Selection,
    measure_words,
)
from dashboard.unavailable import Unavailable

DEFAULT_PARTNERS = ("MEX", "BRA", "COL")
TOTAL, MONTHLY = "TOTAL", "trade_partner_monthly"
KEYS = ("partner", "geo", "flow", "measure", "frequency", "since", "until", "section", "view")


def choose() -> tuple[Selection, str]:
    """Show the widgets and return the selection and the product section."""
    with st.container(key="choices"):
        partners = filters.partners(
            [code for code in catalogue.labels("partner") if code != "OTH"],
            key="partner",
            default=DEFAULT_PARTNERS,
            most=MOST_PARTNERS,
            help=_("Jusqu'à six partenaires, comparés sur les mêmes graphiques."),
        )
        with st.container(horizontal=True, gap="medium"):
            geo = flow_filters.geography()
            direction = flow_filters.direction(
                help=_("Ce que chaque sens recouvre est dit sous chaque titre.")
            )
            frequency = flow_filters.frequency()
        with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
            measure = filters.one_of(
                _("Mesure"),
                MEASURES,
                key="measure",
                labels=measure_words,
                segmented=True,
                help=_("L'indice vaut 100 à la première période montrée."),
            )
            since, until = _period(geo, direction)
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


def _period(geo: str, direction: str) -> tuple[date, date]:
    """Choose months among those that the geography's total covers."""
    months = [row for row in trade.loaded(geo, TOTAL).rows if row["direction"] == direction]
    if not months:
        raise Unavailable("not_loaded", MONTHLY, f"python -m etl refresh {MONTHLY}")
    first = min(row["first_month"] for row in months)
    last = max(row["last_month"] for row in months)
    return filters.month_range(first, last)


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
