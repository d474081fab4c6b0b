"""The blocks on a country's trade: five years and twelve months, standing, Québec's share."""

from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects as go

from dashboard import charts, formats, trade
from dashboard import narrative_country as words
from dashboard.blocks import Block
from dashboard.charts import Series
from dashboard.country_choices import YEARS, Sheet
from dashboard.figure import Row
from dashboard.i18n import _
from dashboard.indicators import ask
from dashboard.selection import QUEBEC, direction_words, flow_words

CURVE = 3  # years: fewer make no curve


def exchanged(sheet: Sheet) -> Block:
    """What was exchanged over five years and the last twelve months, both ways."""
    result = ask("country/trade", geo=sheet.shown, partner=sheet.partner, years=YEARS)
    rows = result.rows

    def name(row: Row) -> str:
        return formats.period(row["period"], row["frequency"], short=True)

    def figure() -> go.Figure:
        return charts.columns_periods(rows, name=name)

    block = Block(
        key="exchanged",
        title=_("Combien, depuis cinq ans ?"),
        perimeter=trade.perimeter(
            sheet.shown, flow_words(sheet.shown, "export"), flow_words(sheet.shown, "import")
        ),
        sentence=words.trade(rows),
        result=result,
        figure=figure,
        columns=(
            "frequency",
            "period_end",
            "exports_cad",
            "exports_status",
            "exports_growth",
            "imports_cad",
            "imports_status",
            "imports_growth",
            "balance_cad",
            "trade_cad",
            "trade_growth",
            "status",
        ),
    )
    if not sheet.is_substituted:
        return block
    return replace(
        block,
        warning=_(
            "Ce ne sont pas les échanges du Québec, et aucune part du Québec ne s'en déduit."
        ),
    )


def standing(sheet: Sheet) -> Block:
    """Which partner the country is, in the world and in the region, and what it moved."""
    result = ask("country/standing", geo=sheet.shown, partner=sheet.partner)
    return Block(
        key="standing",
        title=_("Quelle place parmi les partenaires ?"),
        perimeter=trade.perimeter(sheet.shown, _("parmi les partenaires publiés")),
        sentence=words.standing(result.rows),
        result=result,
        columns=(
            "direction",
            "rank_world",
            "n_ranked",
            "rank_region",
            "n_ranked_region",
            "share",
            "contribution",
            "value_cad",
            "status",
            "growth",
            "previous_rank",
            "frequency",
            "period_end",
        ),
        warning=_(
            "Le tableau mensuel du Québec ne nomme que ses principaux partenaires : le rang vaut "
            "parmi eux, et non parmi tous les pays."
        )
        if sheet.shown == QUEBEC and any(row["frequency"] == "rolling" for row in result.rows)
        else "",
    )


def share_of_canada(sheet: Sheet) -> Block:
    """Which part of Canada's trade with the country is Québec's."""
    result = ask("country/share_of_canada", partner=sheet.partner, years=YEARS)
    years = [row for row in result.rows if row["frequency"] == "year"]

    def figure() -> go.Figure:
        drawn = Series(
            y="share_of_canada",
            by="direction",
            label=direction_words,
            order=("export", "import"),
        )
        return charts.lines(years, drawn, unit="share", frequency="year", height=280)

    return Block(
        key="share-of-canada",
        title=_("Quelle part des échanges du Canada avec ce pays ?"),
        perimeter=" · ".join(
            [_("Québec rapporté au Canada"), _("Marchandises, base douanière, dollars courants")]
        ),
        sentence=words.share_of_canada(result.rows),
        result=result,
        figure=figure if len({row["period"] for row in years}) >= CURVE else None,
        columns=(
            "direction",
            "frequency",
            "period_end",
            "value_cad",
            "status",
            "canada_cad",
            "canada_status",
            "share_of_canada",
            "is_floor",
        ),
        warning=_(
            "Les exportations du Canada comprennent les réexportations, qu'aucune province ne "
            "détient : la part du Québec y est un plancher."
        ),
    )


def has_share(sheet: Sheet) -> bool:
    """Say whether Québec and Canada both have trade with the country in any common period."""
    return len(ask("country/share_of_canada", partner=sheet.partner, years=YEARS)) > 0
