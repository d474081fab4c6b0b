"""The blocks of the first page: tiles on the last twelve months, and the region's map."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard import catalogue, citation, formats, maps, narrative, source_cards, trade
from dashboard.blocks import Block
from dashboard.i18n import _, ngettext
from dashboard.indicators import Result, ask, require
from dashboard.selection import QUEBEC, REGION, Direction, Selection, direction_words, flow_words
from dashboard.tiles import Tile

TOTAL = "TOTAL"
# The sources of this page are those of its tables; all others are on the page of sources.
SUBJECT = "trade_partner"
TILES = ((REGION, "export"), (REGION, "import"), ("MEX", "export"), ("BRA", "export"))
Row = Mapping[str, Any]


def pulse() -> Result:
    """The last month and the last twelve, both ways, with each published partner of the region."""
    require("trade_partner_monthly")
    return ask("trade/pulse", geo=QUEBEC, section=TOTAL)


def last_month(result: Result) -> date:
    """The last month that the tiles and the map stand at."""
    month: date = max(row["period_end"] for row in result.rows)
    return month


def tiles(result: Result) -> list[Tile]:
    """Four figures of the last twelve months, each with its change, its weight and its curve."""
    rows = {(r["partner"], r["direction"], r["frequency"]): r for r in result.rows}
    until = last_month(result)
    made = []
    for partner, direction in TILES:
        row = rows.get((partner, direction, "rolling"))
        name = _title(partner, direction)
        if row is None:
            made.append(Tile(name, formats.missing("not_loaded")))
            continue
        growth = row["growth"]
        made.append(
            Tile(
                name=name,
                value=formats.money(row["value_cad"], status=row["status"]),
                change=""
                if growth is None
                else _("{variation} sur un an").format(
                    variation=formats.percent(growth, signed=True)
                ),
                growth=growth,
                note=_beneath(row, _ranks(direction, until).get(partner)),
                curve=_curve(partner, direction),
            )
        )
    return made


def _title(partner: str, direction: str) -> str:
    place = _("région") if partner == REGION else narrative.partner(partner)
    return _("{flux} · {lieu}").format(flux=direction_words(direction), lieu=place)


def _beneath(row: Row, rank: int | None) -> str:
    share = _("{part} du total").format(part=formats.percent(row["share"]))
    if row["is_aggregate"]:
        counted = ngettext("{n} pays publié", "{n} pays publiés", row["n_partners"])
        return " · ".join([share, counted.format(n=row["n_partners"])])
    if rank is None:
        return share
    return " · ".join([share, _("{rang} partenaire").format(rang=formats.rank(rank))])


def _curve(partner: str, direction: str) -> list[float]:
    """The rolling sums of a partner; a gap in them draws no curve at all."""
    if partner == REGION:
        found = ask("trade/ala_share", **_always(direction))
    else:
        found = ask("trade/series", partners=[partner], **_always(direction))
    values = [row["value_cad"] for row in found.rows]
    return [] if None in values else values


def _always(direction: str) -> dict[str, Any]:
    return {
        "geo": QUEBEC,
        "section": TOTAL,
        "direction": direction,
        "frequency": "rolling",
        "since": date.min,
        "until": date.max,
    }


def _ranks(direction: str, until: date) -> dict[str, int | None]:
    found = ask(
        "trade/ranking",
        geo=QUEBEC,
        section=TOTAL,
        direction=direction,
        until=until,
        region="all",
    )
    return {row["partner"]: row["rank_world"] for row in found.rows}


def region_map(geo: str, direction: str, until: date) -> Block:
    """Where in the region trade goes, and which countries are not loaded."""
    result = ask("trade/region", geo=geo, section=TOTAL, direction=direction, until=until)

    def figure() -> go.Figure:
        largest = sorted((r for r in result.rows if r["value_cad"]), key=lambda r: -r["value_cad"])
        named = [row["partner"] for row in largest[:5]]
        return maps.region(result.rows, maps.Places(label=narrative.partner, named=named))

    return Block(
        key="map",
        title=_("Où, dans la région ?"),
        perimeter=trade.perimeter(
            geo, flow_words(geo, direction), formats.period(until, "rolling")
        ),
        sentence=narrative.region_map(result),
        result=result,
        figure=figure,
        columns=("partner", "sub_region", "value_cad", "status"),
    )


def since_the_start(geo: str, direction: Direction, until: date) -> Selection:
    """All the rolling twelve months of a flow."""
    return Selection(geo, direction, "rolling", "share", (), date.min, until)


def last_month_sentence(result: Result) -> str:
    """State the last month's trade with the region's published countries, both ways."""
    month = last_month(result)
    facts = []
    for direction in ("export", "import"):
        for row in result.rows:
            if (row["partner"], row["direction"], row["frequency"]) == (REGION, direction, "month"):
                value = formats.money(row["value_cad"], status=row["status"])
                change = formats.percent(row["growth"], signed=True)
                facts.append(
                    _("{flux} : {valeur} ({variation} sur un an)").format(
                        flux=direction_words(direction).lower(), valeur=value, variation=change
                    )
                )
    return _("En {mois}, avec les pays publiés de la région — {faits}.").format(
        mois=formats.month(month), faits=narrative.listed(facts)
    )


def freshness() -> None:
    """Say of each source of trade what is loaded and which edition, or the command that loads it."""
    extents = {(one.source, one.table): one for one in catalogue.coverage()}
    lines = []
    trading = [card for card in catalogue.sources() if SUBJECT in str(card.facts["tables"])]
    for card in trading:
        name = (
            escape(", ".join(filter(None, (card.text("publisher"), citation.numbered(card)))))
            + f'<br><span class="absent">{escape(card.text("title"))}</span>'
        )
        if card.is_loaded:
            first = next(one for (source, _table), one in extents.items() if source == card.code)
            state = escape(citation.state(card))
            lines.append(
                f"<td>{name}</td><td>{escape(source_cards.span(first))}</td><td>{state}</td>"
            )
        else:
            command = f"<code>python -m etl refresh {escape(card.code)}</code>"
            absent = escape(_("Non chargée"))
            lines.append(f'<td>{name}</td><td class="absent">{absent}</td><td>{command}</td>')
    headings = (_("Source"), _("Période couverte"), _("Édition"))
    st.html(
        '<table class="facts"><thead><tr>'
        + "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
        + "</tr></thead><tbody>"
        + "".join(f"<tr>{line}</tr>" for line in lines)
        + "</tbody></table>"
    )
