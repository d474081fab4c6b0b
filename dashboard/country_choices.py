"""The choices of the country sheet: one country and the geography whose trade is shown."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import catalogue, filters, flow_filters
from dashboard.i18n import _
from dashboard.indicators import ask, require
from dashboard.selection import CANADA

DEFAULT, HOME = "MEX", "CAN"
MONTHLY = "trade_partner_monthly"
KEYS = ("partner", "geo")
YEARS = 5


@dataclass(frozen=True)
class Sheet:
    """What a sheet is about: a country, the geography asked for, and the one whose trade is known.

    `shown` is Canada where Québec has no series with the country; empty where nobody has one.
    """

    partner: str
    geo: str
    shown: str

    @property
    def is_substituted(self) -> bool:
        """Whether Canada's trade stands where Québec's was asked for."""
        return self.shown != self.geo


def choose() -> Sheet:
    """Show the two widgets and return the choice; Unavailable when no trade is loaded at all."""
    require(MONTHLY)
    with st.container(key="choices", horizontal=True, gap="medium", vertical_alignment="bottom"):
        partner = filters.one_of(
            _("Pays"),
            filters.by_name(countries(), catalogue.labels("partner")),
            key="partner",
            default=DEFAULT,
            labels=catalogue.labels("partner"),
            help=_("Dans l'adresse, un pays est son code ISO à trois lettres."),
        )
        geo = flow_filters.geography()
    return sheet(partner, geo)


def sheet(partner: str, geo: str) -> Sheet:
    """The sheet of a country: the geography asked for if its trade is known, else Canada."""
    known = [one for one in dict.fromkeys((geo, CANADA)) if is_known(partner, one)]
    return Sheet(partner, geo, known[0] if known else "")


def is_known(partner: str, geo: str) -> bool:
    """Say whether any year of trade between a geography and a country is known."""
    return len(ask("country/trade", geo=geo, partner=partner, years=YEARS)) > 0


def countries() -> list[str]:
    """Every country and territory but Canada: no partner that stands for several or for none."""
    return [
        row["partner"]
        for row in ask("catalogue/partners").rows
        if row["sub_region"] != "other" and row["partner"] != HOME
    ]
