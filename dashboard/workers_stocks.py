"""The blocks on permit holders on 31 December: two programmes side by side, never added as persons."""

from __future__ import annotations

from typing import Final

import plotly.graph_objects as go

from dashboard import catalogue, charts
from dashboard import narrative_permits as words
from dashboard.blocks import Block
from dashboard.charts import Bars, Series
from dashboard.i18n import _
from dashboard.indicators import ask, require
from dashboard.selection import CANADA, QUEBEC

STOCK = "work_permit_stock_annual"
PROGRAMMES: Final = ("tfwp", "imp")
AGRICULTURE: Final = "tfwp_agriculture"


def stocks() -> Block:
    """How many hold a permit of each programme on 31 December."""
    require(STOCK)
    result = ask("workers/stock", geo=QUEBEC, programmes=PROGRAMMES)

    def figure() -> go.Figure:
        drawn = Series(y="persons", by="programme", label=short_name, order=PROGRAMMES)
        return charts.lines(result.rows, drawn, unit="count", frequency="year")

    return Block(
        key="stocks",
        title=_("Combien de titulaires dans chaque programme ?"),
        perimeter=_stock_line(),
        sentence=words.stocks(result.rows, PROGRAMMES),
        result=result,
        figure=figure,
        columns=(
            "programme",
            "ref_year",
            "persons",
            "persons_low",
            "persons_high",
            "status",
            "growth",
        ),
        warning=_(
            "Les saisonniers repartis avant le 31 décembre n'y sont pas : ce stock ne mesure pas la "
            "saison agricole."
        ),
    )


def stock_parts(parent: str, year: int) -> Block:
    """What a programme is made of on a 31 December."""
    require(STOCK)
    result = ask("workers/stock_parts", geo=QUEBEC, parent=parent, year=year)

    def figure() -> go.Figure:
        drawn = Bars(
            by="programme",
            y="persons",
            previous="previous_persons",
            previous_label=str(year - 1),
            label=programme_name,
        )
        return charts.bars_ranked(result.rows, drawn, unit="count")

    return Block(
        key=f"parts-{parent}",
        title=_("Et parmi les travailleurs agricoles ?")
        if parent == AGRICULTURE
        else _("De quoi est fait le programme ?"),
        perimeter=_stock_line(programme_name(parent), str(year)),
        sentence=words.parts(result.rows, year),
        result=result,
        figure=figure,
        columns=(
            "programme",
            "persons",
            "persons_low",
            "persons_high",
            "status",
            "share",
            "previous_persons",
            "previous_status",
            "growth",
        ),
    )


def provinces(programme: str, year: int) -> Block:
    """What share of Canada's holders Québec has, and how many have no stated province."""
    require(STOCK)
    result = ask("workers/stock_by_province", programme=programme)
    rows = [row for row in result.rows if row["ref_year"] == year]

    def figure() -> go.Figure:
        drawn = Series(y="share", by="geo", label=_geography, order=(QUEBEC,))
        shown = [row for row in result.rows if row["geo"] != CANADA]
        return charts.lines(shown, drawn, unit="share", frequency="year", height=320)

    return Block(
        key="provinces",
        title=_("Quelle part du Canada ?"),
        perimeter=_stock_line(
            programme_name(programme), _("province de destination prévue"), geo=_("Canada")
        ),
        sentence=words.provinces(rows, QUEBEC),
        result=result,
        figure=figure,
        columns=(
            "geo",
            "ref_year",
            "persons",
            "persons_low",
            "persons_high",
            "status",
            "share",
            "growth",
        ),
    )


def has_other_provinces(programme: str) -> bool:
    """Whether provinces other than Québec are in this build."""
    rows = ask("workers/stock_by_province", programme=programme).rows
    return bool({row["geo"] for row in rows} - {QUEBEC, CANADA, words.NOT_STATED})


def programme_name(code: str) -> str:
    """Name a permit programme or a component of one."""
    return catalogue.label(code, "permit_programme")


def short_name(code: str) -> str:
    """The usual initials of a programme."""
    return {"tfwp": _("PTET"), "imp": _("PMI")}[code]


def _stock_line(*parts: str, geo: str = "") -> str:
    return " · ".join(
        [geo or _("Québec"), _("Titulaires d'un permis valide le 31 décembre"), *parts]
    )


def _geography(code: str) -> str:
    return catalogue.label(code, "geography")
