"""Says which chosen partners are not loaded for a geography, and shows what is loaded for them."""

from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects as go

from dashboard import blocks, charts, formats, frame, indicators, narrative, trade
from dashboard.blocks import Block
from dashboard.charts import Series
from dashboard.i18n import _
from dashboard.indicators import ask
from dashboard.selection import CANADA, Selection, flow_words, geography_words

ANNUAL = "trade_partner_annual"


def show(sel: Selection, section: str) -> None:
    """Under the series: a line per partner that has none, and Canada's or yearly figures for it."""
    missing = not_loaded(sel, section)
    if not missing:
        return
    absent = replace(sel, partners=missing)
    if indicators.is_loaded(ANNUAL):
        blocks.show(lambda: _annual(absent, section))
        return
    for code in missing:
        frame.not_loaded(
            _("{géographie} × {pays} : non chargé — `{commande}`").format(
                géographie=geography_words(sel.geo),
                pays=narrative.partner(code),
                commande=f"python -m etl refresh {ANNUAL}",
            )
        )
    if sel.geo != CANADA and any(
        code in _codes(CANADA, sel.direction, section) for code in missing
    ):
        blocks.show(lambda: _from_canada(absent, section))


def not_loaded(sel: Selection, section: str) -> tuple[str, ...]:
    """Return the chosen partners without any monthly series for the geography and direction."""
    found = _codes(sel.geo, sel.direction, section)
    return tuple(code for code in sel.partners if code not in found)


def _codes(geo: str, direction: str, section: str) -> set[str]:
    rows = trade.loaded(geo, section).rows
    return {row["partner"] for row in rows if row["direction"] == direction}


def _from_canada(sel: Selection, section: str) -> Block:
    block = trade.series(replace(sel, geo=CANADA), section, key="canada")
    return replace(
        block,
        title=_("Les mêmes partenaires, vus du Canada entier"),
        warning=_(
            "Ce ne sont pas les échanges du Québec, et aucune part du Québec ne s'en déduit."
        ),
    )


def _annual(sel: Selection, section: str) -> Block:
    result = ask(
        "trade/annual_series",
        geo=sel.geo,
        section=section,
        direction=sel.direction,
        partners=sel.partners,
        since=sel.since.year,
        until=sel.until.year,
    )

    def figure() -> go.Figure:
        drawn = Series(x="period", label=narrative.partner, order=sel.partners)
        return charts.lines(result.rows, drawn, frequency="year")

    return Block(
        key="annual",
        title=_("Partenaires publiés une fois l'an"),
        perimeter=trade.perimeter(
            sel.geo, flow_words(sel.geo, sel.direction), formats.year(sel.until.year)
        ),
        sentence=narrative.latest(result, sel.partners, "value", "year"),
        result=result,
        figure=figure,
        columns=("partner", "ref_year", "value_cad", "status", "growth", "share"),
    )
