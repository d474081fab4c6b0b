"""The blocks of the target's page: exports as a share of GDP, its path, its pace and its parts."""

from __future__ import annotations

from typing import Any, Final

import plotly.graph_objects as go

from dashboard import catalogue, charts, indicators
from dashboard import narrative_openness as words
from dashboard.blocks import Block
from dashboard.chart_target import Line, first_of, toward
from dashboard.charts import Bars
from dashboard.i18n import _, language
from dashboard.indicators import Result, ask

TABLE, QUEBEC = "gdp_expenditure_annual", "CA-QC"
RATIO: Final = "exports_gdp_ratio"
# How far a published point is shown: an encyclopaedia's never, one that no page gives on request.
TRUSTS = {
    "all": ("official_page", "document_quoted", "press", "derived"),
    "firm": ("official_page", "document_quoted"),
}


def is_loaded() -> bool:
    """Whether the series of the economic accounts is in this build."""
    return indicators.is_loaded(TABLE)


def targets() -> list[dict[str, Any]]:
    """The targets for this ratio, one row each: a new plan is a new row."""
    return ask("openness/targets", geo=QUEBEC, indicators=[RATIO], kinds=["target"]).rows


def summary(target: float) -> dict[str, Any]:
    """The last ratio, its change, mean, best year and gap; every figure None when not loaded."""
    return ask("openness/summary", geo=QUEBEC, target=target).rows[0]


def published_ratios(points: str) -> Result:
    """The ratios that others have published, of the degrees of trust that `points` stands for."""
    return ask(
        "openness/published",
        geo=QUEBEC,
        indicators=[RATIO],
        counterparts=["all"],
        trusts=TRUSTS[points],
    )


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
        return toward(lines, [], target)

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


def published(target: float, points: str) -> Block:
    """What others have published, dated and sourced, and the computed value beside it."""
    result = published_ratios(points)

    def figure() -> go.Figure:
        points = [
            row
            | {
                "period": first_of(row["ref_year"]),
                "trust_name": catalogue.label(row["trust"], "trust"),
            }
            for row in result.rows
            if row["ref_year"] is not None
        ]
        return toward([], points, target)

    return Block(
        key="published",
        title=_("Que disent les publications ?"),
        perimeter=perimeter(),
        sentence=words.published(result.rows, target),
        result=result,
        figure=figure,
        columns=(
            "ref_year",
            "value",
            "computed_value",
            "difference",
            "publisher",
            "title",
            "url",
            "trust",
            f"definition_{language()}",
            f"note_{language()}",
        ),
        warning=_(
            "Ces points viennent d'éditeurs et d'années différents : ce n'est pas une série, et "
            "aucune ligne ne les relie."
        ),
    )


def path(target: float, year: int, gdp_growth: float) -> Block:
    """What it would take to be there in the chosen year."""
    indicators.require(TABLE)
    result = ask("openness/path", geo=QUEBEC, target=target, year=year, gdp_growth=gdp_growth)

    def figure() -> go.Figure:
        rows = [
            row | {"period": first_of(row["ref_year"])} for row in result.rows if row["ref_year"]
        ]
        return toward([Line(rows, "ratio_required", _("Chemin à suivre"), 0)], [], target)

    return Block(
        key="path",
        title=_("Que faudrait-il ?"),
        perimeter=perimeter(),
        sentence=words.path(result.rows[0], year),
        result=result,
        figure=figure,
        columns=("ref_year", "ratio_required", "gdp_required_cad", "exports_required_cad"),
    )


def pace(target: float, year: int) -> Block:
    """Whether the pace observed leads there."""
    indicators.require(TABLE)
    result = ask("openness/pace", geo=QUEBEC, target=target, year=year)
    return Block(
        key="pace",
        title=_("Sommes-nous sur la bonne voie ?"),
        perimeter=_(
            "Règle du verdict : le rythme moyen des cinq dernières années, comparé à celui qu'il "
            "faut pour atteindre la cible à l'année choisie."
        ),
        sentence=words.verdict(result.rows) + " " + words.pace(result.rows),
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
        ranked = [row for row in result.rows if row["rank_ratio"]]
        drawn = Bars(
            by="geo",
            y="ratio",
            order=(QUEBEC,),
            label=lambda geo: catalogue.label(geo, "geography"),
        )
        return charts.bars_ranked(ranked, drawn, unit="share")

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
            "exports_cad",
            "gdp_cad",
            "status",
        ),
    )


def merchandise(target: float) -> Block:
    """The goods-only ratio, often quoted in the place of the target's."""
    result = ask("openness/merchandise", geo=QUEBEC)

    def figure() -> go.Figure:
        rows = [row | {"period": first_of(row["ref_year"])} for row in result.rows]
        return toward([Line(rows, "ratio_goods_customs", _("Marchandises seules"), 2)], [], target)

    return Block(
        key="merchandise",
        title=_("Pourquoi lit-on ailleurs un chiffre deux fois plus petit ?"),
        perimeter=_(
            "Québec · marchandises seulement · vers les autres pays seulement · base douanière · "
            "sur PIB aux prix du marché"
        ),
        sentence=words.merchandise(result.rows),
        result=result,
        figure=figure,
        columns=(
            "ref_year",
            "goods_exports_cad",
            "gdp_cad",
            "gdp_origin",
            "ratio_goods_customs",
            "status",
        ),
    )


def years() -> list[int]:
    """The years of the series that have a ratio."""
    found: Result = ask("openness/ratio", geo=QUEBEC)
    return [row["ref_year"] for row in found.rows if row["ratio"] is not None]
