"""The blocks on what is traded: parts of the whole, ranking, growth with and without, series, partners."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard import charts, formats, narrative, product_sentences
from dashboard.blocks import Block
from dashboard.charts import Bars, Series, Tree
from dashboard.i18n import _
from dashboard.indicators import Result, ask
from dashboard.product_choices import Choices, whom
from dashboard.product_names import LEVELS, Row, flow_words, label_column, name, namer
from dashboard.selection import frequency_words, geography_words

RANKED, MOVED, FOLLOWED = 15, 8, 4
SHORT = 28  # characters of a label at the end of a line
EVERY = 10_000  # more than the Harmonized System has codes


def perimeter(choices: Choices, *parts: str) -> str:
    """Say in one line what the figures of a block cover."""
    common = _("Marchandises, base douanière, dollars courants")
    whose = [geography_words(choices.geo), flow_words(choices.geo, choices.direction)]
    return " · ".join([*whose, whom(choices), *parts, common])


def _over(choices: Choices, **more: Any) -> dict[str, Any]:
    """The parameters that the questions about twelve months share."""
    return {
        "geo": choices.geo,
        "direction": choices.direction,
        "partners": choices.partners,
        "until": choices.until,
    } | more


def parts(choices: Choices) -> Block:
    """What the trade is made of, as nested parts."""
    whole = choices.product_level or "section"
    top = LEVELS[min(LEVELS.index(whole) + bool(choices.product), len(LEVELS) - 1)]
    # Chapters say in which section a heading is.
    levels = dict.fromkeys([top, "chapter" if top == "section" else top, choices.level])
    result = ask("product/tree", **_over(choices, product=choices.product, levels=tuple(levels)))
    rows = [row for row in result.rows if row["hs_level"] == choices.level]

    def figure() -> go.Figure:
        drawn = Tree(label=_bare_namer(result.rows), group=_under(result.rows, top))
        return charts.tree(rows, drawn)

    return Block(
        key="parts",
        title=_("De quoi ces échanges sont-ils faits ?"),
        perimeter=perimeter(choices, formats.period(choices.until, "rolling")),
        sentence=product_sentences.parts(rows, choices),
        result=result,
        figure=figure if rows else None,
        columns=("hs_level", "hs", label_column(), "value_cad", "share"),
    )


def _bare_namer(rows: Sequence[Row]) -> Callable[[str], str]:
    names = {str(row["hs"]): name(row) for row in rows}
    return lambda code: names.get(code, code)


def _under(rows: Sequence[Row], top: str) -> Callable[[str], str]:
    """What gives the code of level `top` that holds a code; empty for those of that level."""
    levels = {row["hs"]: row["hs_level"] for row in rows}
    parents = {row["hs"]: row["parent"] for row in rows}

    def group(code: str) -> str:
        if levels[code] == top:
            return ""
        held = code[: {"section": 2, "chapter": 2, "heading": 4}[top]]
        return parents.get(held, "") if top == "section" else held

    return group


def ranking(choices: Choices) -> Block:
    """Which products lead, and where they stood a year earlier."""
    result = ask(
        "product/ranking",
        **_over(choices, level=choices.level, product=choices.product, max_rows=EVERY),
    )
    shown = result.rows[:RANKED]

    def figure() -> go.Figure:
        compared = any(row["previous_value_cad"] is not None for row in shown)
        return charts.bars_ranked(
            shown,
            Bars(
                by="hs",
                previous="previous_value_cad" if compared else "",
                previous_label=_("un an plus tôt"),
                label=namer(shown),
            ),
        )

    return Block(
        key="ranking",
        title=_("Quels sont les principaux produits ?"),
        perimeter=perimeter(choices, formats.period(choices.until, "rolling")),
        sentence=product_sentences.ranking(result),
        result=result,
        figure=figure if shown else None,
        columns=(
            "rank_value",
            "hs",
            label_column(),
            "value_cad",
            "share",
            "cumulative_share",
            "previous_value_cad",
            "previous_rank",
            "growth",
        ),
    )


def growth(choices: Choices) -> Block:
    """How much of the change over a year hangs on one product."""
    result = ask("product/growth", **_over(choices, level=choices.level, product=choices.product))
    moved = sorted(
        (row for row in result.rows if row["contribution"]),
        key=lambda row: -abs(row["contribution"]),
    )[:MOVED]

    def figure() -> go.Figure:
        return charts.bars_diverging(moved, Bars(by="hs", y="contribution", label=namer(moved)))

    return Block(
        key="growth",
        title=_("À quels produits tient la variation sur un an ?"),
        perimeter=perimeter(choices, formats.period(choices.until, "rolling")),
        sentence=product_sentences.growth(result),
        result=result,
        figure=figure if moved else None,
        columns=(
            "rank_value",
            "hs",
            label_column(),
            "previous_value_cad",
            "value_cad",
            "change_cad",
            "contribution",
            "total_growth",
            "growth_without",
        ),
    )


def series(choices: Choices) -> Block:
    """How the product, or the leading ones, have evolved since the data begin."""
    products = followed(choices)
    covered = ask("product/coverage", geo=choices.geo, direction=choices.direction)
    result = ask(
        "product/series",
        geo=choices.geo,
        direction=choices.direction,
        frequency=choices.frequency,
        products=products,
        partners=choices.partners,
        since=covered.rows[0]["period_end"],
        until=choices.until,
    )
    rows = result.rows

    def figure() -> go.Figure:
        drawn = Series(by="hs", label=namer(rows, SHORT), order=products)
        return charts.lines(rows, drawn, frequency=choices.frequency)

    return Block(
        key="series",
        title=_("Comment évolue ce produit ?")
        if choices.product
        else _("Comment évoluent les premiers produits ?"),
        perimeter=perimeter(choices, frequency_words(choices.frequency)),
        sentence=product_sentences.latest(rows, products, choices.frequency),
        result=result,
        figure=figure if rows else None,
        columns=("hs", label_column(), "period", "value_cad", "is_revised"),
        warning=product_sentences.broken(rows),
    )


def followed(choices: Choices) -> tuple[str, ...]:
    """The product of the view, else the leading ones at its level."""
    if choices.product:
        return (choices.product,)
    ranked = ask(
        "product/ranking", **_over(choices, level=choices.level, product="", max_rows=EVERY)
    )
    return tuple(row["hs"] for row in ranked.rows[:FOLLOWED])


def partners(choices: Choices) -> Block:
    """With which countries the product is traded; those chosen are set apart."""
    result: Result = ask(
        "product/partners",
        geo=choices.geo,
        direction=choices.direction,
        product=choices.product,
        until=choices.until,
        region="all",
    )
    in_view = [
        row for row in result.rows if row["is_ala"] or choices.chosen or not choices.partners
    ]
    ranked = [row for row in in_view if row["value_cad"]][:RANKED]

    def figure() -> go.Figure:
        compared = any(row["previous_value_cad"] is not None for row in ranked)
        return charts.bars_ranked(
            ranked,
            Bars(
                previous="previous_value_cad" if compared else "",
                previous_label=_("un an plus tôt"),
                label=narrative.partner,
                order=choices.chosen,
            ),
        )

    where = _("Tous les pays") if len(in_view) == len(result) else _("Amérique latine et Antilles")
    return Block(
        key="partners",
        title=_("Avec quels pays ?"),
        perimeter=" · ".join(
            [
                geography_words(choices.geo),
                flow_words(choices.geo, choices.direction),
                where,
                formats.period(choices.until, "rolling"),
                _("Marchandises, base douanière, dollars courants"),
            ]
        ),
        sentence=product_sentences.partners(in_view, choices.chosen),
        result=result,
        figure=figure if ranked else None,
        columns=(
            "rank_world",
            "rank_region",
            "partner",
            "value_cad",
            "share",
            "previous_value_cad",
            "growth",
        ),
    )
