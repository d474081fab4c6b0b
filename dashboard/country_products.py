"""The blocks on the products traded with a country: the first ones, the new ones and those lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from dashboard import charts, formats
from dashboard import narrative_country as words
from dashboard.blocks import Block
from dashboard.charts import Bars
from dashboard.country_choices import Sheet
from dashboard.figure import Row
from dashboard.i18n import _, pick
from dashboard.indicators import ask, require
from dashboard.selection import QUEBEC, direction_words, flow_words, geography_words
from dashboard.unavailable import Unavailable

PRODUCTS = "trade_product_monthly"
SHOWN, NAMED, YEAR = 10, 70, 12


def products(sheet: Sheet, direction: str) -> Block:
    """The ten first products of a direction, at four digits of the Harmonized System."""
    covered = _coverage(sheet.geo, direction)
    until = covered["period_end"]
    result = ask(
        "product/ranking",
        geo=sheet.geo,
        direction=direction,
        level="heading",
        product="",
        partners=[sheet.partner],
        until=until,
        max_rows=SHOWN,
    )
    rows = result.rows

    def figure() -> go.Figure:
        drawn = Bars(
            by="hs",
            previous="previous_value_cad" if _is_compared(rows) else "",
            previous_label=_("un an plus tôt"),
            label=lambda code: named[code],
        )
        return charts.bars_ranked(rows, drawn)

    label = pick("label_fr", "label_en")
    named = {row["hs"]: _short(row["hs"], row[label]) for row in rows}
    return Block(
        key=f"products-{direction}",
        title=_("Que lui vend-on ?") if direction == "export" else _("Que lui achète-t-on ?"),
        perimeter=_product_line(sheet, direction, until),
        sentence=words.products(rows, label) if covered["n_months"] == YEAR else words.incomplete(),
        result=result,
        figure=figure if rows else None,
        columns=(
            "rank_value",
            "hs",
            label,
            "value_cad",
            "share",
            "cumulative_share",
            "previous_value_cad",
            "previous_rank",
            "growth",
        ),
    )


def entries(sheet: Sheet, direction: str) -> Block:
    """Which products are new over a year and which are lost."""
    covered = _coverage(sheet.geo, direction)
    until = covered["period_end"]
    result = ask(
        "product/entries",
        geo=sheet.geo,
        direction=direction,
        level="heading",
        partners=[sheet.partner],
        until=until,
        max_rows=SHOWN,
    )
    return Block(
        key=f"entries-{direction}",
        title=_("Quels produits sont nouveaux ou perdus à l'exportation ?")
        if direction == "export"
        else _("Quels produits sont nouveaux ou perdus à l'importation ?"),
        perimeter=_product_line(sheet, direction, until),
        sentence=words.entries(result.rows) if covered["is_comparable"] else words.incomplete(),
        result=result,
        columns=(
            "entry",
            "hs",
            pick("label_fr", "label_en"),
            "value_cad",
            "previous_value_cad",
            "n_entries",
            "is_revised",
        ),
    )


def _coverage(geo: str, direction: str) -> Row:
    """The last month of trade by product, and whether the year and the one before it are whole."""
    require(PRODUCTS)
    rows = ask("product/coverage", geo=geo, direction=direction).rows
    if not rows:
        raise Unavailable("not_loaded", PRODUCTS, f"python -m etl refresh {PRODUCTS}")
    return rows[-1]


def _product_line(sheet: Sheet, direction: str, until: date) -> str:
    return " · ".join(
        [
            geography_words(sheet.geo),
            flow_words(QUEBEC, direction) if sheet.geo == QUEBEC else direction_words(direction),
            _("positions à quatre chiffres du Système harmonisé"),
            formats.period(until, "rolling"),
        ]
    )


def _is_compared(rows: Sequence[Row]) -> bool:
    return all(row["previous_value_cad"] is not None for row in rows)


def _short(code: str, label: str | None) -> str:
    text = f"{code} {label or ''}".strip()
    return text if len(text) <= NAMED else text[: NAMED - 1].rstrip(" ,;") + "…"
