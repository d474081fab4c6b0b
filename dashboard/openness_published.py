"""The blocks of the target's page on what others have published: ratios, levels, goods alone."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard import catalogue, chart_points, charts
from dashboard import narrative_openness as words
from dashboard.blocks import Block
from dashboard.chart_target import Line, first_of, toward
from dashboard.charts import Bars
from dashboard.i18n import _, language
from dashboard.indicators import Result, ask
from dashboard.openness import RATIO, is_loaded, perimeter
from dashboard.selection import QUEBEC

# How far a published point is shown: an encyclopaedia's never, one that no page gives on request.
TRUSTS = {
    "all": ("official_page", "document_quoted", "press", "derived"),
    "firm": ("official_page", "document_quoted"),
}


def ratios(points: str) -> Result:
    """The ratios that others have published, of the degrees of trust that `points` stands for."""
    return ask(
        "openness/published",
        geo=QUEBEC,
        indicators=[RATIO],
        counterparts=["all"],
        trusts=TRUSTS[points],
    )


def points(target: float, shown: str) -> Block:
    """What others have published, dated and sourced, and the computed value beside it."""
    result = ratios(shown)

    def figure() -> go.Figure:
        points = [
            row
            | {
                "period": first_of(row["ref_year"]),
                "publisher": row[f"publisher_{language()}"],
                "trust_name": catalogue.label(row["trust"], "trust"),
            }
            for row in result.rows
            if row["ref_year"] is not None
        ]
        return chart_points.points(points, target)

    return Block(
        key="published",
        title=_("Que disent les publications ?") if is_loaded() else _("Où en sommes-nous ?"),
        perimeter=perimeter(),
        sentence=words.published(result.rows, target),
        result=result,
        figure=figure,
        columns=(
            "ref_year",
            "value",
            "computed_value",
            "difference",
            f"publisher_{language()}",
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


def levels() -> Block:
    """How many dollars others have published, by destination, and what no page details."""
    result = ask("openness/published_levels", geo=QUEBEC)

    def figure() -> go.Figure:
        parts = {
            "international_cad": _("Autres pays"),
            "interprovincial_cad": _("Autres provinces"),
            "undetailed_cad": _("Non détaillé"),
        }
        return charts.bars_parts(
            result.rows, Bars(by="ref_year", y="exports_cad"), parts, unit="cad"
        )

    return Block(
        key="levels",
        title=_("Combien de milliards, et vers où ?"),
        perimeter=_(
            "Québec · biens et services · dollars courants · chiffres publiés, chacun de sa source"
        ),
        sentence=words.levels(result.rows),
        result=result,
        figure=figure,
        columns=(
            "ref_year",
            "exports_cad",
            "international_cad",
            "interprovincial_cad",
            "undetailed_cad",
            "gdp_cad",
            "computed_exports_cad",
            "difference_cad",
            f"publisher_{language()}",
            "title",
            "url",
            "trust",
            f"note_{language()}",
        ),
        warning=words.derived_totals(result.rows),
    )


def merchandise(target: float) -> Block:
    """The goods-only ratio, often quoted in the place of the target's."""
    result = ask("openness/merchandise", geo=QUEBEC)

    def figure() -> go.Figure:
        rows = [row | {"period": first_of(row["ref_year"])} for row in result.rows]
        return toward([Line(rows, "ratio_goods_customs", _("Marchandises seules"), 2)], target)

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
