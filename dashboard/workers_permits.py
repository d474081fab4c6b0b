"""The blocks on permits by month, seasons and residents: each month stands for itself, none are added."""

from __future__ import annotations

from datetime import date
from typing import Final

import plotly.graph_objects as go

from dashboard import catalogue, charts, narrative_workers
from dashboard import narrative_permits as words
from dashboard.blocks import Block
from dashboard.charts import Series
from dashboard.i18n import _
from dashboard.indicators import Result, ask, require
from dashboard.narrative import partner
from dashboard.selection import CANADA, QUEBEC, REGION
from dashboard.workers_stocks import programme_name

MONTHLY, RESIDENTS = "work_permit_monthly", "non_permanent_resident_quarterly"
MONTH_COLUMNS: Final = (
    "partner",
    "period",
    "persons",
    "persons_low",
    "persons_high",
    "status",
    "growth",
)
RESIDENT_TYPES: Final = ("all", "permit_work", "permit_study", "permit_work_study", "asylum")


def months(partners: tuple[str, ...], programme: str) -> Block:
    """How many permits take effect each month, by citizenship, for Canada."""
    result = _months(partners, programme)

    def figure() -> go.Figure:
        drawn = Series(y="persons", label=partner, order=partners)
        return charts.lines(result.rows, drawn, unit="count", frequency="month")

    return Block(
        key="months",
        title=_("Combien de permis, mois après mois ?"),
        perimeter=_month_line(programme),
        sentence=words.months(result.rows, partners),
        result=result,
        figure=figure,
        columns=MONTH_COLUMNS,
    )


def region(programme: str) -> Block:
    """The whole region month by month: a sum over suppressed counts has two bounds."""
    result = _months((REGION,), programme)

    def figure() -> go.Figure:
        drawn = Series(y="persons", label=narrative_workers.region_name)
        return charts.lines(result.rows, drawn, unit="count", frequency="month", height=320)

    return Block(
        key="region-months",
        title=_("Et la région entière ?"),
        perimeter=_month_line(programme),
        sentence=words.region(result.rows),
        result=result,
        figure=figure,
        columns=(*MONTH_COLUMNS, "n_partners"),
    )


def season(country: str, programme: str) -> Block:
    """Which months are high and low for one country, year upon year."""
    result = ask("workers/season", geo=CANADA, programme=programme, partners=[country])

    def figure() -> go.Figure:
        broken = _("{année} (incomplète)")
        years = {
            row["ref_year"]: str(row["ref_year"])
            if row["is_whole"]
            else broken.format(année=row["ref_year"])
            for row in result.rows
        }
        drawn = Series(
            x="month_of_year", y="persons", by="ref_year", label=lambda year: years[int(year)]
        )
        return charts.season(result.rows, drawn)

    return Block(
        key="season",
        title=_("Quels mois de l'année ? — {pays}").format(pays=partner(country)),
        perimeter=_month_line(programme),
        sentence=words.season(result.rows),
        result=result,
        figure=figure,
        columns=(
            "partner",
            "ref_year",
            "month_of_year",
            "persons",
            "persons_low",
            "persons_high",
            "status",
            "is_high",
            "is_low",
            "is_whole",
        ),
    )


def residents() -> Block:
    """How many non-permanent residents live in Québec, by type of permit."""
    require(RESIDENTS)
    result = ask("workers/residents", geo=QUEBEC, types=RESIDENT_TYPES)

    def figure() -> go.Figure:
        drawn = Series(
            y="persons",
            by="resident_type",
            label=lambda code: catalogue.label(code, "resident_type"),
            order=RESIDENT_TYPES,
        )
        return charts.lines(result.rows, drawn, unit="count", frequency="quarter")

    return Block(
        key="residents",
        title=_("Combien de résidents non permanents ?"),
        perimeter=" · ".join(
            [
                _("Québec"),
                _("Estimation de la population au premier jour du trimestre"),
                _("ne se compare pas aux comptes de permis"),
            ]
        ),
        sentence=words.residents(result.rows),
        result=result,
        figure=figure,
        columns=("resident_type", "period", "persons", "status", "growth"),
    )


def _months(partners: tuple[str, ...], programme: str) -> Result:
    return ask(
        "workers/permits_by_month",
        geo=CANADA,
        programme=programme,
        partners=partners,
        since=date.min,
        until=date.max,
    )


def _month_line(programme: str) -> str:
    return " · ".join(
        [
            _("Canada, toutes provinces"),
            programme_name(programme),
            _("permis qui prennent effet dans le mois, par citoyenneté"),
            _("les mois ne s'additionnent pas en personnes"),
        ]
    )
