"""The blocks of the target's page: exports as a share of GDP, its path, its pace and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go

from dashboard import catalogue, charts, indicators
from dashboard import narrative_openness as words
from dashboard.blocks import Block
from dashboard.chart_target import Line, first_of, toward
from dashboard.charts import Bars
from dashboard.i18n import _
from dashboard.indicators import Result, ask
from dashboard.selection import CANADA, QUEBEC

TABLE = "gdp_expenditure_annual"
RATIO: Final = "exports_gdp_ratio"


def is_loaded() -> bool:
    """Whether the series of the economic accounts is in this build."""
    return indicators.is_loaded(TABLE)


def targets() -> list[dict[str, Any]]:
    """The targets for this ratio, one row each: a new plan is a new row."""
    return ask("openness/targets", geo=QUEBEC, indicators=[RATIO], kinds=["target"]).rows


def summary(target: float) -> dict[str, Any]:
    """The last ratio, its change, mean, best year and gap; every figure None when not loaded."""
    return ask("openness/summary", geo=QUEBEC, target=target).rows[0]


def perimeter() -> str:
    """Say in one line what the ratio is made of."""
    return _(
        "Québec · biens et services · vers les autres pays et les autres provinces · sur PIB aux "
        "prix du marché · dollars courants"
    )


def series(target: float) -> Block:
    """Where the ratio stands, year after year."""
    indicators.require(TABLE)
    result = ask("openness/ratio", geo=QUEBEC)

    def figure() -> go.Figure:
        lines = [
            Line(result.rows, "ratio", _("Autres pays et autres provinces"), 0),
            Line(result.rows, "ratio_international", _("Autres pays seulement"), 1),
            Line(result.rows, "ratio_goods_international", _("Biens, autres pays"), 2),
        ]
        return toward(lines, target)

    return Block(
        key="ratio",
        title=_("Où en sommes-nous ?"),
        perimeter=perimeter(),
        sentence=words.position(summary(target)),
        result=result,
        figure=figure,
        columns=(
            "ref_year",
            "ratio",
            "ratio_change",
            "ratio_international",
            "ratio_interprovincial",
            "ratio_goods_international",
            "exports_cad",
            "gdp_cad",
            "status",
        ),
    )


def path(target: float, year: int, gdp_growth: float, trusts: Sequence[str]) -> Block:
    """What it would take to be there in the chosen year, from the last known ratio."""
    result = ask(
        "openness/path",
        geo=QUEBEC,
        target=target,
        year=year,
        gdp_growth=gdp_growth,
        trusts=trusts,
    )

    def figure() -> go.Figure:
        rows = [
            row | {"period": first_of(row["ref_year"])} for row in result.rows if row["ref_year"]
        ]
        return toward([Line(rows, "ratio_required", _("Chemin à suivre"), 0)], target)

    return Block(
        key="path",
        title=_("Que faudrait-il ?"),
        perimeter=perimeter(),
        sentence=words.path(result.rows, gdp_growth),
        result=result,
        figure=figure,
        columns=(
            "ref_year",
            "ratio_required",
            "gdp_required_cad",
            "exports_required_cad",
            "start_origin",
        ),
        warning=words.start(result.rows[0]),
    )


def pace(target: float, year: int) -> Block:
    """Whether the pace observed leads there."""
    result = ask("openness/pace", geo=QUEBEC, target=target, year=year)
    return Block(
        key="pace",
        title=_("Sommes-nous sur la bonne voie ?"),
        perimeter=_(
            "Règle du verdict : le rythme moyen des cinq dernières années, comparé à celui qu'il "
            "faut pour atteindre la cible à l'année choisie."
        ),
        sentence=f"{words.verdict(result.rows)} {words.pace(result.rows)}".rstrip(),
        result=result,
        columns=(
            "n_years",
            "first_year",
            "last_year",
            "pace",
            "required_pace",
            "arrival_year",
            "verdict",
        ),
    )


def decomposition(from_year: int, to_year: int) -> Block:
    """Why the ratio moved between two years."""
    indicators.require(TABLE)
    result = ask("openness/decomposition", geo=QUEBEC, from_year=from_year, to_year=to_year)

    def figure() -> go.Figure:
        parts = [row for row in result.rows if row["component"] != "total"]
        drawn = Bars(
            by="component",
            y="ratio_change",
            status="obstacle",
            label=catalogue.of_column("component"),
        )
        return charts.bars_diverging(parts, drawn)

    return Block(
        key="decomposition",
        title=_("Pourquoi a-t-il bougé ?"),
        perimeter=perimeter() + f" · {from_year} → {to_year}",
        sentence=words.decomposition(result.rows),
        result=result,
        figure=figure,
        columns=(
            "component",
            "first_value_cad",
            "last_value_cad",
            "export_effect",
            "gdp_effect",
            "ratio_change",
        ),
    )


def provinces(year: int) -> Block:
    """How the ratio compares with the other provinces'."""
    indicators.require(TABLE)
    result = ask("openness/provinces", year=year)

    def figure() -> go.Figure:
        drawn = Bars(by="geo", y="ratio", order=(QUEBEC,), label=_place)
        parts = {
            "ratio_international": _("Autres pays"),
            "ratio_interprovincial": _("Autres provinces"),
        }
        return charts.bars_parts(result.rows, drawn, parts, unit="share")

    return Block(
        key="provinces",
        title=_("Et les autres provinces ?"),
        perimeter=perimeter() + f" · {year}",
        sentence=words.provinces(result.rows, QUEBEC),
        result=result,
        figure=figure,
        columns=(
            "rank_ratio",
            "geo",
            "ratio",
            "ratio_international",
            "ratio_interprovincial",
            "exports_cad",
            "gdp_cad",
            "status",
        ),
    )


def _place(geo: str) -> str:
    # Canada's trade between provinces cancels out: only its other countries compare.
    name = catalogue.label(geo, "geography")
    return _("{pays}, autres pays seulement").format(pays=name) if geo == CANADA else name


def years() -> list[int]:
    """The years of the series that have a ratio."""
    found: Result = ask("openness/ratio", geo=QUEBEC)
    return [row["ref_year"] for row in found.rows if row["ratio"] is not None]
