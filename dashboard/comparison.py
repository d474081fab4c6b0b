"""Countries side by side on the same rows: the choice, the table from one answer, one small chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import comparison_table, filters, trade
from dashboard.blocks import Block
from dashboard.country_choices import MONTHLY, countries, is_known
from dashboard.i18n import _
from dashboard.indicators import Result, ask, require
from dashboard.narrative import listed, partner
from dashboard.selection import CANADA, MOST_PARTNERS, QUEBEC, Selection, geography_words

DEFAULT = ("MEX", "BRA", "COL", "CHL")
LEAST = 2
KEYS = ("partner",)
# More than the whole table would not load a country that the publisher leaves among the others.
NO_MORE = MONTHLY


def choose() -> tuple[str, ...]:
    """Show the choice of countries and return their codes, in the order of the choice."""
    require(MONTHLY)
    with st.container(key="choices"):
        return filters.partners(
            countries(),
            key="partner",
            default=DEFAULT,
            most=MOST_PARTNERS,
            label=_("Pays à comparer"),
            help=_("De deux à six pays, sur les mêmes lignes."),
        )


def facts(partners: Sequence[str]) -> Block:
    """The same facts for every country."""
    result = ask("country/facts", partners=tuple(partners))
    return Block(
        key="facts",
        title=_("Les mêmes lignes pour chaque pays"),
        perimeter=" · ".join(
            [
                _("Marchandises, base douanière, dollars courants"),
                _("étudiants par citoyenneté"),
                _("postes par pays de résidence déclaré"),
            ]
        ),
        sentence=_words(result, partners),
        result=result,
        columns=(
            "topic",
            "geo",
            "fact",
            "partner",
            "frequency",
            "period_end",
            "unit",
            "amount",
            "amount_low",
            "amount_high",
            "status",
            "growth",
            "name_fr",
            "name_en",
            "source",
        ),
        warning=_(
            "Les échanges du Québec et ceux du Canada ne se comparent pas sans réserve : les "
            "exportations du Canada comprennent les réexportations."
        ),
        table=comparison_table.show,
        on_paper=comparison_table.words,
    )


def _words(result: Result, partners: Sequence[str]) -> str:
    """Say of how many facts each country has a figure, out of those of the table."""
    rows = result.rows
    lines = len({row["line"] for row in rows})
    facts_known = [
        _("{pays} : {n} sur {total}").format(
            pays=partner(code),
            n=sum(row["partner"] == code and row["status"] != "not_loaded" for row in rows),
            total=lines,
        )
        for code in partners
    ]
    return _("Lignes connues — {faits}.").format(faits=listed(facts_known))


def commands(block: Block) -> list[str]:
    """The commands that would load what the table says is not loaded."""
    rows = [row for row in block.result.rows if row["status"] == "not_loaded"]
    missing = dict.fromkeys(row["measured_in"] for row in rows)
    return [f"python -m etl refresh {table}" for table in missing if table != NO_MORE]


def over_time(partners: Sequence[str]) -> Block:
    """How exports to the countries compare over time, seen from one geography for all."""
    is_quebec = all(is_known(code, QUEBEC) for code in partners)
    geo = QUEBEC if is_quebec else CANADA
    extent = [row for row in trade.loaded(geo, "TOTAL").rows if row["partner"] in partners]
    last = max((row["last_month"] for row in extent), default=date.max)
    drawn = Selection(geo, "export", "rolling", "value", tuple(partners), date.min, last)
    block = trade.series(drawn, "TOTAL", key="over-time")
    title = _("Et les exportations, dans le temps ? ({lieu})").format(lieu=geography_words(geo))
    if is_quebec:
        return replace(block, title=title)
    return replace(
        block,
        title=title,
        warning=_(
            "Le Québec n'est pas connu pour tous ces pays : ce sont les exportations du Canada, "
            "dont aucune part du Québec ne se déduit."
        ),
    )
