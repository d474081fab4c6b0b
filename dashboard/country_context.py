"""The blocks on a country's setting: its economy, and its ties with Canada and Québec."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard import catalogue, charts, formats
from dashboard.blocks import Block
from dashboard.charts import Panel, Series
from dashboard.country_choices import Sheet
from dashboard.country_people import known
from dashboard.figure import Row
from dashboard.i18n import _, language, ngettext, pick
from dashboard.indicators import ask, require
from dashboard.narrative import listed

ECONOMY = "country_year"
TIES = ("agreement", "representation", "cover")
DRAWN = {
    "gdp": ("gdp_usd", "gdp_status"),
    "gdp_per_head": ("gdp_per_head_usd", "gdp_status"),
    "population": ("population", "population_status"),
}


def economy(sheet: Sheet) -> Block:
    """How large and how rich the country is, year after year."""
    require(ECONOMY)
    result = ask(
        "economy/country_year", partners=[sheet.partner], first_year=0, last_year=date.max.year
    )
    rows = result.rows
    name = catalogue.of_column("fact")

    def figure() -> go.Figure:
        wanted = [
            Panel(name("gdp"), "usd", ("gdp",)),
            Panel(name("gdp_per_head"), "usd", ("gdp_per_head",)),
            Panel(name("population"), "count", ("population",)),
        ]
        drawn = Series(y="amount", by="fact", label=name)
        return charts.panels(_long(rows), wanted, series=drawn)

    block = Block(
        key="economy",
        title=_("Quelle est la taille de son économie ?"),
        perimeter=" · ".join(
            [
                _("Banque mondiale"),
                _("dollars américains courants, population au milieu de l'année"),
            ]
        ),
        sentence=_economy_words(rows),
        result=result,
        figure=figure,
        columns=(
            "ref_year",
            "gdp_usd",
            "gdp_status",
            "population",
            "population_status",
            "gdp_per_head_usd",
        ),
    )
    return known(block, ECONOMY)


def _long(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """One row per fact and year, as a chart of several bands reads them."""
    return [
        {
            "fact": fact,
            "period": date(row["ref_year"], 1, 1),
            "amount": row[value],
            "status": row[status],
        }
        for fact, (value, status) in DRAWN.items()
        for row in rows
    ]


def _economy_words(rows: Sequence[Row]) -> str:
    """State the last known year of each figure: they may differ."""
    facts = []
    for fact, (column, _status) in DRAWN.items():
        held = [row for row in rows if row[column] is not None]
        if not held:
            continue
        value = held[-1][column]
        facts.append(
            _("{fait} : {valeur} ({année})").format(
                fait=catalogue.of_column("fact")(fact),
                valeur={
                    "gdp": formats.us_money(value),
                    "gdp_per_head": formats.us_money(value, "1"),
                    "population": formats.integer(value),
                }[fact],
                année=formats.year(held[-1]["ref_year"]),
            )
        )
    if not facts:
        return _("La Banque mondiale ne publie ni le PIB ni la population de ce pays.")
    return listed(facts) + "."


def ties(sheet: Sheet) -> Block:
    """Which agreements bind Canada and the country, since when, and whether Québec is there."""
    result = ask("country/ties", partner=sheet.partner)
    return Block(
        key="ties",
        title=_("Quels accords, quelle présence du Québec ?"),
        perimeter=_(
            "Accords du Canada avec la région, ACEUM et PTPGP ; bureaux du Québec · listes du projet, "
            "d'après le Recueil des traités du Canada et la stratégie de 2022"
        ),
        sentence=_ties_words(result.rows, is_ala=sheet.partner in catalogue.region()),
        result=result,
        columns=(
            "tie",
            f"short_{language()}",
            pick("name_fr", "name_en"),
            "in_force",
            "opened_year",
            pick("law_fr", "law_en"),
        ),
    )


def _ties_words(rows: Sequence[Row], *, is_ala: bool) -> str:
    """State the agreements and the office; silence about a country outside the region is no zero."""
    held = {tie: [row for row in rows if row["tie"] == tie] for tie in TIES}
    if not is_ala and not rows:
        return _("La liste ne vaut que pour la région : elle ne dit rien de ce pays.")
    said = [_agreements(held["agreement"])]
    if held["representation"]:
        said.append(_("Représentation : {liste}.").format(liste=_offices(held["representation"])))
    elif is_ala:
        said.append(_("Le Québec n'y a pas de représentation."))
    if held["cover"]:
        said.append(
            _("Couvert ponctuellement par : {liste}.").format(liste=_offices(held["cover"]))
        )
    return " ".join(said)


def _agreements(rows: Sequence[Row]) -> str:
    if not rows:
        return _("Aucun accord de la liste n'est en vigueur entre le Canada et ce pays.")
    facts = [
        _("{accord}, depuis le {jour}").format(
            accord=row[f"short_{language()}"], jour=formats.day(row["in_force"])
        )
        for row in rows
    ]
    return ngettext(
        "{n} accord de la liste en vigueur avec le Canada — {faits}.",
        "{n} accords de la liste en vigueur avec le Canada — {faits}.",
        len(rows),
    ).format(n=len(rows), faits=listed(facts))


def _offices(rows: Sequence[Row]) -> str:
    """Name offices with the year in which they opened."""
    name = pick("name_fr", "name_en")
    return listed(f"{row[name]} ({row['opened_year']})" for row in rows)
