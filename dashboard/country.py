"""The country sheet: its key figures, and its blocks in the order in which an adviser writes a note."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dashboard import (
    amounts,
    catalogue,
    citation,
    country_context,
    country_people,
    country_products,
    country_strategy,
    country_trade,
    formats,
    indicators,
)
from dashboard.blocks import Block
from dashboard.country_choices import Sheet
from dashboard.i18n import _
from dashboard.indicators import Result, ask
from dashboard.narrative import partner
from dashboard.selection import CANADA, geography_words
from dashboard.tiles import Tile

Row = Mapping[str, Any]
ANNUAL = "trade_partner_annual"
FLOWS: Final = ("export", "import", "balance")
OTHERS: Final = ("students", "positions", "gdp")


@dataclass(frozen=True)
class Section:
    """One part of the sheet; `key` is its anchor, the same in both languages.

    Each maker asks its question when it is called, and raises Unavailable with the command that
    loads what is missing.
    """

    key: str
    title: str
    makers: Sequence[Callable[[], Block]]


def facts(sheet: Sheet) -> Result:
    """The last known figure of each fact about the country."""
    return ask("country/facts", partners=[sheet.partner])


def tiles(sheet: Sheet) -> list[Tile]:
    """Six figures: exports, imports, balance, students, positions, GDP; what misses says so."""
    rows = facts(sheet).rows
    return [_tile(_flow(rows, sheet, fact), fact, sheet) for fact in FLOWS] + [
        _tile(row, row["fact"], sheet) for row in rows if row["fact"] in OTHERS
    ]


def sources(sheet: Sheet) -> str:
    """Where the tiles' figures come from, one source after the other."""
    return citation.short(facts(sheet))


def _flow(rows: Sequence[Row], sheet: Sheet, fact: str) -> Row:
    """The twelve months of a flow for the geography shown, else its last year."""
    found = [row for row in rows if row["fact"] == fact and row["geo"] == (sheet.shown or CANADA)]
    return next((row for row in found if row["status"] != "not_loaded"), found[0])


def _tile(row: Row, fact: str, sheet: Sheet) -> Tile:
    name = catalogue.of_column("fact")(fact)
    if fact in FLOWS:
        place = geography_words(sheet.shown or CANADA)
        name = _("{flux} · {lieu}").format(flux=name, lieu=place)
    growth = row["growth"]
    return Tile(
        name=name,
        value=amounts.of_row(row),
        change=""
        if growth is None
        else _("{variation} sur un an").format(variation=formats.percent(growth, signed=True)),
        growth=growth,
        note=_note(row),
    )


def _note(row: Row) -> str:
    if row["status"] == "not_loaded":
        return f"python -m etl refresh {row['measured_in']}"
    if row["period_end"] is None:
        return ""
    return formats.period(row["period_end"], row["frequency"])


def sections(sheet: Sheet) -> tuple[Section, ...]:
    """The parts of the sheet, in order; trade is left out where no one has any with the country."""
    return (
        Section("echanges", _("Échanges"), _trade(sheet)),
        Section(
            "produits",
            _("Produits"),
            [
                lambda: country_products.products(sheet, "export"),
                lambda: country_products.products(sheet, "import"),
                lambda: country_products.entries(sheet, "export"),
                lambda: country_products.entries(sheet, "import"),
            ],
        )
        if indicators.is_loaded(country_products.PRODUCTS)
        else Section(
            "produits", _("Produits"), [lambda: country_products.products(sheet, "export")]
        ),
        Section(
            "mobilite",
            _("Étudiants et travailleurs"),
            [
                lambda: country_people.timeline(sheet),
                lambda: country_people.abroad(sheet),
                lambda: country_people.positions(sheet),
                lambda: country_people.permits(sheet, "tfwp"),
            ],
        ),
        Section("economie", _("Économie"), [lambda: country_context.economy(sheet)]),
        Section("liens", _("Accords et présence"), [lambda: country_context.ties(sheet)]),
        Section(
            "strategie",
            _("Stratégie"),
            [lambda: country_strategy.claims(sheet), lambda: country_strategy.measures(sheet)],
        ),
    )


def _trade(sheet: Sheet) -> list[Callable[[], Block]]:
    if not sheet.shown:
        return []
    makers = [lambda: country_trade.exchanged(sheet), lambda: country_trade.standing(sheet)]
    if country_trade.has_share(sheet):
        makers.append(lambda: country_trade.share_of_canada(sheet))
    return makers


def gap(sheet: Sheet) -> str:
    """What is not loaded of the trade that was asked for, with its command; empty when it is there."""
    if sheet.shown == sheet.geo:
        return ""
    said = _("{géographie} × {pays} : non chargé — `{commande}`").format(
        géographie=geography_words(sheet.geo),
        pays=partner(sheet.partner),
        commande=f"python -m etl refresh {ANNUAL}",
    )
    if sheet.shown:
        return said + ". " + _("Le commerce du Canada est montré à la place, comme tel.")
    return said
