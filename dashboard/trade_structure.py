"""The blocks on how trade changes and what it hangs on: growth, contributions, region, diversification."""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go

from dashboard import charts, formats, narrative
from dashboard.blocks import Block
from dashboard.charts import Bars, Series
from dashboard.i18n import _
from dashboard.indicators import ask
from dashboard.selection import QUEBEC, Direction, Selection, flow_words, frequency_words
from dashboard.trade import perimeter

CONTRIBUTIONS_SHOWN = 8


def contribution(geo: str, direction: Direction, section: str, until: date) -> Block:
    """Which partners explain the change of the total over a year."""
    result = ask(
        "trade/contribution",
        geo=geo,
        section=section,
        direction=direction,
        since=until.replace(year=until.year - 1),
        until=until,
    )

    def figure() -> go.Figure:
        moved = [row for row in result.rows if row["part"] in ("partner", "rest")]
        return charts.bars_diverging(
            moved[:CONTRIBUTIONS_SHOWN],
            Bars(y="contribution", status="status_after", label=narrative.partner),
        )

    return Block(
        key="contribution",
        title=_("Qui explique la variation sur un an ?"),
        perimeter=perimeter(geo, flow_words(geo, direction), formats.period(until, "rolling")),
        sentence=narrative.contribution(result),
        result=result,
        figure=figure,
        columns=(
            "part",
            "partner",
            "value_before",
            "status_before",
            "value_after",
            "status_after",
            "change_cad",
            "contribution",
            "share_of_change",
        ),
    )


def growth(sel: Selection, section: str, first_year: int, last_year: int) -> Block:
    """How fast trade has grown a year on average between two years."""
    result = ask(
        "trade/growth",
        geo=sel.geo,
        section=section,
        direction=sel.direction,
        partners=sel.partners,
        first_year=first_year,
        last_year=last_year,
    )
    return Block(
        key="growth",
        title=_("À quel rythme, entre deux années ?"),
        perimeter=perimeter(
            sel.geo, flow_words(sel.geo, sel.direction), f"{first_year} → {last_year}"
        ),
        sentence=narrative.growth(result, sel.partners),
        result=result,
        columns=(
            "partner",
            "first_year",
            "first_value_cad",
            "last_year",
            "last_value_cad",
            "growth",
            "cagr",
            "status",
        ),
    )


def region_share(sel: Selection, section: str) -> Block:
    """What the region weighs in the total."""
    result = ask("trade/ala_share", **_over_time(sel, section))

    def figure() -> go.Figure:
        rows = [row | {"region": "ALA"} for row in result.rows]
        drawn = Series(y="share", by="region", label=lambda _code: _("Pays publiés"))
        return charts.lines(rows, drawn, unit="share", frequency=sel.frequency)

    return Block(
        key="region",
        title=_("Que pèsent l'Amérique latine et les Antilles ?"),
        perimeter=perimeter(
            sel.geo, flow_words(sel.geo, sel.direction), frequency_words(sel.frequency)
        ),
        sentence=narrative.region_share(result, sel.frequency),
        result=result,
        figure=figure,
        columns=("period", "value_cad", "status", "n_partners", "total_cad", "share"),
        warning=_(
            "C'est un plancher : chaque mois, seuls le Mexique, le Brésil et le Pérou sont "
            "publiés pour le Québec ; les autres pays de la région sont dans « Autres pays »."
        )
        if sel.geo == QUEBEC
        else "",
    )


def diversification(sel: Selection, section: str) -> Block:
    """How far trade depends on few partners."""
    result = ask("trade/diversification", **_over_time(sel, section))

    def figure() -> go.Figure:
        rows = [row | {"measure": "outside"} for row in result.rows]
        drawn = Series(
            y="share_outside_usa", by="measure", label=lambda _code: _("Hors États-Unis")
        )
        return charts.lines(rows, drawn, unit="share", frequency=sel.frequency)

    return Block(
        key="diversification",
        title=_("Les échanges se diversifient-ils ?"),
        perimeter=perimeter(
            sel.geo, flow_words(sel.geo, sel.direction), frequency_words(sel.frequency)
        ),
        sentence=narrative.diversification(result, sel.frequency),
        result=result,
        figure=figure,
        columns=(
            "period",
            "share_outside_usa",
            "first_partner",
            "first_share",
            "hhi_low",
            "hhi_high",
            "n_partners",
            "status",
        ),
    )


def _over_time(sel: Selection, section: str) -> dict[str, object]:
    return {
        "geo": sel.geo,
        "section": section,
        "direction": sel.direction,
        "frequency": sel.frequency,
        "since": sel.since,
        "until": sel.until,
    }
