"""The blocks on goods trade by partner: each asks one question and gives it its words and figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import plotly.graph_objects as go

from dashboard import catalogue, charts, formats, narrative
from dashboard.blocks import Block
from dashboard.charts import Bars, Series
from dashboard.i18n import _
from dashboard.indicators import Result, ask
from dashboard.selection import (
    Selection,
    among_words,
    flow_words,
    frequency_words,
    geography_words,
    measure_words,
)

RANKED_SHOWN = 15
USA = "USA"
JANUARY, DECEMBER = 1, 12
COLUMN: Final = {
    "value": "value_cad",
    "growth": "growth",
    "share": "share",
    "index": "index_100",
}
UNIT: Final[dict[str, charts.Measure]] = {
    "value": "cad",
    "growth": "growth",
    "share": "share",
    "index": "index",
}


def perimeter(geo: str, *parts: str) -> str:
    """Say in one line what the figures of a block cover."""
    common = _("Marchandises, base douanière, dollars courants")
    return " · ".join([geography_words(geo), *parts, common])


def series(sel: Selection, section: str, key: str = "series") -> Block:
    """How trade with the chosen partners has evolved."""
    result = ask(
        "trade/series",
        geo=sel.geo,
        section=section,
        direction=sel.direction,
        frequency=sel.frequency,
        partners=sel.partners,
        since=sel.since,
        until=sel.until,
    )

    def figure() -> go.Figure:
        drawn = Series(y=COLUMN[sel.measure], label=narrative.partner, order=sel.partners)
        return charts.lines(result.rows, drawn, unit=UNIT[sel.measure], frequency=sel.frequency)

    return Block(
        key=key,
        title=_("Comment évoluent les échanges ?"),
        perimeter=perimeter(
            sel.geo,
            flow_words(sel.geo, sel.direction),
            measure_words(sel.measure),
            frequency_words(sel.frequency),
        ),
        sentence=narrative.latest(result, sel.partners, sel.measure, sel.frequency),
        result=result,
        figure=figure,
        columns=("partner", "period", "value_cad", "status", "growth", "share", "index_100"),
        warning=_fragility(sel, section),
    )


def _fragility(sel: Selection, section: str) -> str:
    return narrative.small_flow(
        ask(
            "trade/volatility",
            geo=sel.geo,
            section=section,
            direction=sel.direction,
            partners=sel.partners,
            until=sel.until,
        )
    )


def ranking(
    geo: str,
    direction: str,
    section: str,
    until: date,
    among: str,
    highlighted: Sequence[str],
    key: str = "ranking",
) -> Block:
    """Who the main partners are over twelve months, and how their places have changed.

    `among` is one of `selection.AMONG`. Partners to be `highlighted` are drawn wherever they stand.
    """
    result = ask(
        "trade/ranking",
        geo=geo,
        section=section,
        direction=direction,
        until=until,
        region="ala" if among == "ala" else "all",
    )
    drawn = [row for row in result.rows if row["rank_world"]]
    wanted = [code for code in highlighted if among != "ala" or code in catalogue.region()]
    if among == "others":
        drawn = [row for row in drawn if row["partner"] != USA]
    shown = drawn[:RANKED_SHOWN]
    shown += [row for row in drawn[RANKED_SHOWN:] if row["partner"] in highlighted]

    def figure() -> go.Figure:
        place = "rank_region" if among == "ala" else "rank_world"
        places = {row["partner"]: row[place] for row in shown}
        return charts.bars_ranked(
            shown,
            Bars(
                previous="previous_value_cad",
                previous_label=_("un an plus tôt"),
                label=lambda code: f"{places[code]}. {narrative.partner(code)}",
                order=highlighted,
            ),
        )

    return Block(
        key=key,
        title=_("Qui, dans la région ?")
        if among == "ala"
        else _("Qui sont les principaux partenaires ?"),
        perimeter=perimeter(
            geo,
            _direction_line(geo, direction),
            formats.period(until, "rolling"),
            *([among_words(among)] if among == "others" else []),
        ),
        sentence=narrative.ranking(result, wanted),
        result=result,
        figure=figure if shown else None,
        columns=(
            "rank_world",
            "rank_region",
            "partner",
            "value_cad",
            "status",
            "share",
            "previous_value_cad",
            "growth",
            "rank_change",
        ),
    )


def balance(sel: Selection, section: str) -> Block:
    """What is left between exports and imports, partner by partner or for one of them."""
    result = ask(
        "trade/balance",
        geo=sel.geo,
        section=section,
        frequency=sel.frequency,
        partners=sel.partners,
        since=sel.since,
        until=sel.until,
    )

    def figure() -> go.Figure:
        if len(sel.partners) == 1:
            return charts.columns_balance(result.rows, frequency=sel.frequency)
        drawn = Series(y="balance_cad", label=narrative.partner, order=sel.partners)
        return charts.lines(result.rows, drawn, frequency=sel.frequency)

    return Block(
        key="balance",
        title=_("Excédent ou déficit ?"),
        perimeter=perimeter(
            sel.geo, _("Exportations moins importations"), frequency_words(sel.frequency)
        ),
        sentence=narrative.balance(result, sel.partners, sel.frequency),
        result=result,
        figure=figure,
        columns=(
            "partner",
            "period",
            "exports_cad",
            "exports_status",
            "imports_cad",
            "imports_status",
            "balance_cad",
            "trade_cad",
        ),
    )


def last_month(geo: str, direction: str, until: date) -> date:
    """Return the last month loaded for a geography's total, `until` at the latest."""
    months = [
        row["last_month"]
        for row in loaded(geo, "TOTAL").rows
        if row["partner"] == "WLD" and row["direction"] == direction
    ]
    last: date = min([until, *months])
    return last


def whole_years(sel: Selection) -> tuple[int, int]:
    """Return the first and last calendar years that a selection's period holds whole, if it can."""
    first = sel.since.year + (sel.since.month > JANUARY)
    last = sel.until.year - (sel.until.month < DECEMBER)
    return min(first, last), last


def loaded(geo: str, section: str) -> Result:
    """Which series are loaded for a geography: partner, direction, first and last month."""
    return ask("trade/coverage", geo=geo, section=section)


def _direction_line(geo: str, direction: str) -> str:
    return _("Échanges totaux") if direction == "total" else flow_words(geo, direction)


def section_words(section: str) -> str:
    """Name a product section."""
    return catalogue.label(section, "section")
