"""The blocks on positions approved: positions are not people, and every block says so."""

from __future__ import annotations

from typing import Final

import plotly.graph_objects as go

from dashboard import catalogue, charts
from dashboard import narrative_workers as words
from dashboard.blocks import Block
from dashboard.charts import Bars, Series
from dashboard.i18n import _
from dashboard.indicators import ask, require
from dashboard.narrative import partner
from dashboard.selection import QUEBEC

POSITIONS = "lmia_position_annual"
AGRICULTURE, EVERY_STREAM = "primary_agriculture", "all"
SEASONAL: Final = "tfwp_sawp"


def perimeter(*parts: str) -> str:
    """Say in one line what positions are, and what they are not."""
    return " · ".join([_("Québec"), _("Postes approuvés, et non travailleurs arrivés"), *parts])


def by_country(partners: tuple[str, ...]) -> Block:
    """How positions evolve by country of residence, unranked years between their bounds."""
    require(POSITIONS)
    result = ask("workers/positions_by_country", geo=QUEBEC, partners=partners)

    def figure() -> go.Figure:
        drawn = Series(y="positions", label=partner, order=partners)
        return charts.lines(result.rows, drawn, unit="count", frequency="year")

    return Block(
        key="positions",
        title=_("De quels pays, année après année ?"),
        perimeter=perimeter(_("pays de résidence que l'employeur déclare"), _("tous les volets")),
        sentence=words.by_country(result.rows, partners),
        result=result,
        figure=figure,
        columns=(
            "partner",
            "ref_year",
            "rank",
            "last_rank",
            "positions",
            "positions_low",
            "positions_high",
            "status",
            "growth",
        ),
    )


def ranking(year: int, partners: tuple[str, ...]) -> Block:
    """Which countries come first in a year, the region's among them."""
    require(POSITIONS)
    result = ask("workers/positions_ranking", geo=QUEBEC, year=year)

    def figure() -> go.Figure:
        drawn = Bars(
            y="positions",
            previous="previous_positions",
            previous_label=str(year - 1),
            label=partner,
            order=partners,
        )
        return charts.bars_ranked(result.rows, drawn, unit="count")

    return Block(
        key="positions-ranking",
        title=_("Qui vient en premier ?"),
        perimeter=perimeter(_("pays de résidence que l'employeur déclare"), str(year)),
        sentence=words.ranking(result.rows, year),
        result=result,
        figure=figure,
        columns=(
            "rank",
            "partner",
            "positions",
            "status",
            "share",
            "previous_positions",
            "previous_status",
            "growth",
        ),
    )


def streams() -> Block:
    """How positions divide among the programme's streams."""
    require(POSITIONS)
    known = [code for code in catalogue.labels("lmia_stream") if code != EVERY_STREAM]
    result = ask("workers/positions_by_stream", geo=QUEBEC, streams=[*known, EVERY_STREAM])

    def figure() -> go.Figure:
        rows = [row for row in result.rows if row["stream"] != EVERY_STREAM]
        drawn = Series(y="positions", by="stream", label=stream_name, order=[AGRICULTURE])
        return charts.lines(rows, drawn, unit="count", frequency="year")

    return Block(
        key="streams",
        title=_("Dans quels volets ?"),
        perimeter=perimeter(_("par volet du programme")),
        sentence=words.streams(result.rows),
        result=result,
        figure=figure,
        columns=("stream", "ref_year", "positions", "status", "share", "growth"),
    )


def regions(year: int, programme: str) -> Block:
    """Where in Québec, for every stream or for the seasonal programme alone."""
    require(POSITIONS)
    result = ask("workers/positions_by_region", geo=QUEBEC, programme=programme, year=year)

    def figure() -> go.Figure:
        drawn = Bars(
            by="region",
            y="positions",
            previous="previous_positions",
            previous_label=str(year - 1),
            label=lambda code: catalogue.label(code, "economic_region"),
        )
        return charts.bars_ranked(result.rows, drawn, unit="count")

    is_seasonal = programme == SEASONAL
    return Block(
        key=f"regions-{programme}",
        title=_("Où sont les postes saisonniers agricoles ?")
        if is_seasonal
        else _("Dans quelles régions du Québec ?"),
        perimeter=perimeter(catalogue.label(programme, "permit_programme"), str(year)),
        sentence=words.regions(result.rows, year),
        result=result,
        figure=figure,
        columns=("rank", "region", "positions", "status", "share", "previous_positions", "growth"),
    )


def occupations(year: int) -> Block:
    """Which jobs the seasonal programme fills."""
    require(POSITIONS)
    result = ask("workers/sawp_by_occupation", geo=QUEBEC, year=year)

    def figure() -> go.Figure:
        drawn = Bars(
            by="occupation",
            y="positions",
            previous="previous_positions",
            previous_label=str(year - 1),
            label=lambda code: catalogue.label(code, "occupation"),
        )
        return charts.bars_ranked(
            [row for row in result.rows if row["positions"]], drawn, unit="count"
        )

    return Block(
        key="occupations",
        title=_("Pour quels métiers ?"),
        perimeter=perimeter(catalogue.label(SEASONAL, "permit_programme"), str(year)),
        sentence=words.occupations(result.rows, year),
        result=result,
        figure=figure,
        columns=("positions", "occupation", "status", "share", "previous_positions", "growth"),
    )


def stream_name(code: str) -> str:
    """Name a stream of the programme."""
    return catalogue.label(code, "lmia_stream")
