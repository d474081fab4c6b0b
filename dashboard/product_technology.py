"""The blocks on specialisation: revealed comparative advantage, technology levels and the strategy's statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard import catalogue, charts, formats
from dashboard.blocks import Block
from dashboard.cards import in_document, in_language
from dashboard.charts import Bars, Series
from dashboard.i18n import _, ngettext
from dashboard.indicators import ask
from dashboard.product_choices import Choices, whom
from dashboard.product_names import Row, coded, flow_words, label_column, namer
from dashboard.products import EVERY, RANKED
from dashboard.selection import QUEBEC, geography_words

EXPORT = "export"
LEVELS = ("high", "medium_high", "medium_low", "low")
CLAIM = "high_technology_share"
# A tiny flow can have any index: the chart and the sentence keep to products of some weight.
LEAST_SHARE = 0.002


def advantage(choices: Choices) -> Block:
    """In which products Québec is more specialised than Canada."""
    level = choices.level or choices.product_level
    result = ask(
        "product/advantage",
        geo=QUEBEC,
        level=level,
        product=choices.product,
        partners=choices.partners,
        until=choices.until,
        max_rows=EVERY,
    )
    rows = [row for row in result.rows if row["advantage"] is not None]
    weighty = [row for row in rows if row["share"] >= LEAST_SHARE] if choices.level else rows

    def figure() -> go.Figure:
        shown = [row | {"even": 1.0} for row in weighty[:RANKED]]
        drawn = Bars(
            by="hs",
            y="advantage",
            previous="even",
            previous_label=_("1 : autant que le Canada"),
            label=namer(shown),
        )
        return charts.bars_ranked(shown, drawn, unit="multiple")

    return Block(
        key="advantage",
        title=_("Où le Québec est-il plus spécialisé que le Canada ?"),
        perimeter=" · ".join(
            [
                flow_words(QUEBEC, EXPORT),
                whom(choices),
                formats.period(choices.until, "rolling"),
                _("Indice : part au Québec divisée par la part au Canada, Québec compris"),
                *([_least()] if choices.level else []),
            ]
        ),
        sentence=_specialised(weighty),
        result=result,
        figure=figure if weighty else None,
        columns=(
            "hs",
            label_column(),
            "advantage",
            "value_cad",
            "share",
            "canada_cad",
            "canada_share",
        ),
    )


def _least() -> str:
    return _("Produits d'au moins {part} des exportations").format(
        part=formats.percent(LEAST_SHARE)
    )


def _specialised(rows: Sequence[Row]) -> str:
    if not rows:
        return _("Aucun produit de ce choix n'est exporté par le Québec sur ces douze mois.")
    first = rows[0]
    above = sum(row["advantage"] > 1 for row in rows)
    lead = _(
        "{produit} : indice de {indice} ({part} des exportations du Québec, {canada} de celles du "
        "Canada)."
    ).format(
        produit=coded(first),
        indice=formats.number(first["advantage"], 2),
        part=formats.percent(first["share"]),
        canada=formats.percent(first["canada_share"]),
    )
    if len(rows) == 1:
        return lead
    counted = ngettext(
        "{n} produit sur {tous} a un indice de plus de 1.",
        "{n} produits sur {tous} ont un indice de plus de 1.",
        above,
    ).format(n=formats.integer(above), tous=formats.integer(len(rows)))
    return f"{lead} {counted}"


def stated(choices: Choices) -> Block:
    """The strategy's statement on technology beside what the exports of Québec to the region show."""
    block = _levels("stated", choices, QUEBEC, (), "ala", _("Amérique latine et Antilles"))
    claims = ask("openness/targets", geo=QUEBEC, indicators=(CLAIM,), kinds=()).rows
    said = [
        _("La stratégie énonce : « {énoncé} » ({document}).").format(
            énoncé=in_language(row["statement_fr"], row["statement_en"]).rstrip("."),
            document=in_document(row),
        )
        for row in claims
    ]
    about = [_in_year(block.result.rows, row["year_to"]) for row in claims]
    return _said(block, " ".join(filter(None, [block.sentence, *said, *about])))


def chosen(choices: Choices) -> Block:
    """The technology levels of the exports of the view."""
    return _levels("technology", choices, choices.geo, choices.partners, "all", whom(choices))


def is_other(choices: Choices) -> bool:
    """Whether the view's exports are others than those that the strategy speaks of."""
    return choices.geo != QUEBEC or bool(choices.chosen) or not choices.partners


def _said(block: Block, sentence: str) -> Block:
    return Block(
        **{
            **vars(block),
            "sentence": sentence,
            "title": _("La moitié en haute et moyenne-haute technologie ?"),
        }
    )


def _levels(
    key: str, choices: Choices, geo: str, partners: tuple[str, ...], region: str, where: str
) -> Block:
    covered = ask("product/coverage", geo=geo, direction=EXPORT).rows
    result = ask(
        "product/technology",
        geo=geo,
        partners=partners,
        region=region,
        since=covered[0]["period_end"],
        until=choices.until,
    )
    rows = [row for row in result.rows if row["manufactured_share"] is not None]

    def figure() -> go.Figure:
        drawn = Series(
            y="manufactured_share",
            by="technology",
            label=catalogue.of_column("technology"),
            order=LEVELS,
        )
        return charts.columns_share(rows, drawn)

    last = max((row["period"] for row in rows), default=None)
    return Block(
        key=key,
        title=_("Quel contenu technologique ?"),
        perimeter=" · ".join(
            [
                geography_words(geo),
                flow_words(geo, EXPORT),
                where,
                _("Part des exportations manufacturières classées, par année entière"),
            ]
        ),
        sentence=_in_year(rows, last.year)
        if last
        else _("Aucune exportation manufacturière dans les années entières chargées."),
        result=result,
        figure=figure if rows else None,
        columns=(
            "ref_year",
            "technology",
            "value_cad",
            "share",
            "manufactured_share",
            "advanced_share",
            "advanced_low",
            "advanced_high",
        ),
        warning=_unclassified(result.rows, last),
    )


def _in_year(rows: Sequence[Row], year: int | None) -> str:
    """State the share of high and medium-high technology in one year, with its bounds."""
    found = [row for row in rows if row["period"].year == year]
    if not found or found[0]["advanced_share"] is None:
        return _("{année} n'est pas chargée en entier.").format(année=year) if year else ""
    row = found[0]
    return _(
        "{année} : haut et moyen-haut font {part} des exportations manufacturières classées (entre "
        "{bas} et {haut} selon ce que sont les produits non classés)."
    ).format(
        année=year,
        part=formats.percent(row["advanced_share"]),
        bas=formats.percent(row["advanced_low"]),
        haut=formats.percent(row["advanced_high"]),
    )


def _unclassified(rows: Sequence[Row], last: Any) -> str:
    """Say what share of all exports of the last year the grouping leaves out."""
    left = {row["technology"]: row["share"] for row in rows if row["period"] == last}
    if not left or left["unclassified"] is None:
        return ""
    return _(
        "En {année}, {part} des exportations ne sont pas classées et {brut} ne sont pas "
        "manufacturières. Le classement, par branche, est une approximation de celui de l'OCDE."
    ).format(
        année=last.year,
        part=formats.percent(left["unclassified"]),
        brut=formats.percent(left["not_manufactured"]),
    )
