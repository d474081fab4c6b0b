"""The choices of the page on products: flow, countries, month, level and the product looked into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard import address, builds, catalogue, filters, flow_filters, frame
from dashboard.i18n import _, ngettext
from dashboard.indicators import Result, ask, is_loaded
from dashboard.narrative import partner
from dashboard.product_names import LEVELS, Level, coded, level_coded, level_words
from dashboard.selection import MOST_PARTNERS, Direction, Frequency
from dashboard.unavailable import Unavailable

TABLE, COMMAND = "trade_product_monthly", "python -m etl refresh cimt_product"
# The choices that each part of the page reads.
READ = {
    "products": ("flow", "geo", "until", "partner", "region", "product", "level"),
    "series": ("flow", "geo", "until", "partner", "region", "product", "level", "frequency"),
    "partners": ("flow", "geo", "until", "partner", "region", "product"),
    "technology": ("geo", "until", "partner", "region", "product", "level"),
    "words": (),
}
KEYS = (*{key: None for keys in READ.values() for key in keys}, "view")
MONTHS = 12
FOUND = 10
FIND, PRODUCT = "find", "product"


@dataclass(frozen=True)
class Choices:
    """One view of the page; `product` is empty for all products, `level` empty below six digits.

    `chosen` are the countries picked; `partners` those asked for: the region's when none is picked,
    none for the whole world. `until` is the last of twelve months, first day of the month.
    """

    geo: str
    direction: Direction
    chosen: tuple[str, ...]
    partners: tuple[str, ...]
    until: date
    product: str
    product_level: str
    level: str
    frequency: Frequency


def chapter() -> str:
    """Choose the part of the page to read: those that say something of the product.

    Unavailable when no trade by product is loaded.
    """
    if not is_loaded(TABLE):
        raise Unavailable("not_loaded", TABLE, COMMAND)
    product = _held()
    names = {} if _level_of(product) == LEVELS[-1] else {"products": _("Les produits")}
    names |= {"series": _("Dans le temps")}
    if product:
        names |= {"partners": _("Les pays")}
    names |= {
        "technology": _("Spécialisation et technologie"),
        "words": _("Les mots de cette page"),
    }
    return filters.chapter(names)


def choose(part: str) -> Choices:
    """Show the widgets of a part of the page and return the choices.

    Unavailable when no twelve months are loaded.
    """
    read = set(READ[part])
    if part == "series" and _held():
        read.discard("level")
    with filters.panel(read):
        with filters.row("geo"):
            geo = flow_filters.geography()
            direction = flow_filters.direction(
                help=_("Les exportations sont d'origine canadienne, réexportations non comprises.")
            )
            until = _until(geo, direction)
        with filters.row("partner"):
            chosen = filters.partners(
                builds.current().codes(TABLE, "partner"),
                most=MOST_PARTNERS,
                help=_("Jusqu'à six pays, réunis ; sans choix, la région ou le monde."),
            )
            partners = chosen or _everyone()
        with filters.row("product"):
            sought = _sought()
            family = ask("product/family", product=_held())
            product = _product(family)
        _results(sought)
        product_level = _level_of(product)
        with filters.row("level", "frequency"):
            level = _level(product_level)
            frequency = flow_filters.frequency()
    return Choices(
        geo=geo,
        direction=direction,
        chosen=chosen,
        partners=partners,
        until=until,
        product=product,
        product_level=product_level,
        level=level,
        frequency=frequency,
    )


def _everyone() -> tuple[str, ...]:
    """Choose between the region and the whole world, when no country is picked."""
    region = filters.one_of(
        _("Sans choix de pays"),
        ["ala", "all"],
        key="region",
        labels={"ala": _("ALA"), "all": _("Monde")},
        segmented=True,
        help=_("Amérique latine et Antilles, 33 États ; ou tous les pays."),
    )
    return catalogue.region() if region == "ala" else ()


def _held() -> str:
    """The product that the widget is about to take, if there is such a one."""
    held = address.held(PRODUCT)
    return held if len(ask("product/family", product=held)) else ""


def _level_of(product: str) -> str:
    """The level of a product; empty for all products together."""
    rows = ask("product/family", product=product).rows
    return next((row["hs_level"] for row in rows if row["hs"] == product), "")


def _sought() -> str:
    """Take the words that are looked for among the products."""
    if not filters.is_shown(PRODUCT):
        return ""
    return st.text_input(
        _("Chercher un produit"),
        key=FIND,
        max_chars=80,
        placeholder=_("Un mot ou un code"),
        help=_("En français ou en anglais, avec ou sans accents."),
    )


def _product(family: Result) -> str:
    """Choose the product: what holds it, itself, or one of those it holds."""
    names: dict[str, str] = {row["hs"]: coded(row) for row in family.rows}
    above = [row["hs"] for row in family.rows if row["place"] != "below"]
    # Deeper products stand further right, as in a table of contents.
    indents = {code: "\u2003" * (depth + 1) for depth, code in enumerate(above)}
    below = "\u2003" * (len(above) + 1)
    labels = {code: f"{indents.get(code, below)}{text}" for code, text in names.items()}
    return filters.one_of(
        _("Produit"),
        ["", *names],
        key=PRODUCT,
        default="",
        labels={"": _("Tous les produits")} | labels,
        help=_("Ce qui contient le produit est au-dessus de lui, ce qu'il contient au-dessous."),
    )


def _level(product_level: str) -> str:
    """Choose the level at which products are shown, finer than the product's own."""
    finer: list[Level] = (
        [*LEVELS[LEVELS.index(product_level) + 1 :]] if product_level else [*LEVELS]
    )
    if not finer:
        return ""
    return filters.one_of(
        _("Niveau de détail"),
        finer,
        key="level",
        default=finer[0] if product_level else "chapter",
        labels=level_coded,
        segmented=True,
        help=_(
            "Chapitre : deux chiffres du Système harmonisé ; position : quatre ; sous-position : six."
        ),
    )


def _until(geo: str, direction: str) -> date:
    whole: list[date] = [
        row["period_end"]
        for row in ask("product/coverage", geo=geo, direction=direction).rows
        if row["n_months"] == MONTHS
    ]
    if not whole:
        raise Unavailable("short", TABLE, COMMAND)
    return filters.twelve_months(whole)


def _results(sought: str) -> None:
    """Show the products found, each a button that leads to it."""
    if not sought.strip():
        return
    found = ask("product/search", text=sought, level="all", max_rows=FOUND + 1).rows
    if not found:
        frame.remark(
            _(
                "Aucun produit ne contient « {texte} », ni en français ni en anglais. Essayez un mot "
                "plus court, ou un code du Système harmonisé."
            ).format(texte=sought.strip())
        )
        return
    shown = found[:FOUND]
    frame.remark(
        _("Les {n} premiers produits trouvés ; un mot de plus en laisse moins :").format(n=FOUND)
        if len(found) > FOUND
        else ngettext("{n} produit trouvé :", "{n} produits trouvés :", len(shown)).format(
            n=len(shown)
        )
    )
    with st.container(gap=None):
        for row in shown:
            st.button(
                f"{coded(row)} · {level_words(row['hs_level'])}",
                key=f"found-{row['hs']}",
                type="tertiary",
                on_click=_open,
                args=(row["hs"],),
            )


def _open(code: str) -> None:
    st.session_state[PRODUCT] = code
    st.session_state[FIND] = ""


def whom(choices: Choices) -> str:
    """Name the countries of a view."""
    if choices.chosen:
        return ", ".join(partner(code) for code in choices.chosen)
    return _("Amérique latine et Antilles") if choices.partners else _("Tous les pays")
