"""The choices of the strategy's pages: countries and the target to follow; bound to the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard import filters
from dashboard.i18n import _
from dashboard.indicators import ask, require
from dashboard.narrative_strategy import Row

# The choices that each part of the page reads.
READ = {"claims": ("partner",), "targets": ("target",), "published": ("partner",), "rules": ()}
KEYS = (*{key: None for keys in READ.values() for key in keys}, "view")
# Codes that stand for no single country: the region (the Åland Islands' in ISO 3166).
NO_COUNTRY = ("ALA",)
FIRST_TARGET = "T7"


@dataclass(frozen=True)
class Choices:
    """Countries concerned (none: all), and the target or baseline whose path is drawn."""

    partners: tuple[str, ...]
    target: str


def choose(part: str) -> Choices:
    """Show the widgets of a part of the page and return the choices.

    Unavailable when a table cannot be read, or holds no target.
    """
    require("target")
    claims = ask("strategy/claims", partners=()).rows
    published = ask("strategy/published", partners=(), indicators=()).rows
    followed = {row["target_id"]: row for row in reversed(ask("strategy/targets").rows)}
    with filters.panel(READ[part]):
        partners = concerned([*claims, *published])
        target = filters.one_of(
            _("Cible ou point de départ à suivre"),
            sorted(followed),
            key="target",
            default=FIRST_TARGET,
            labels=lambda code: _target_words(followed[code]),
            help=_("Un point de départ dit où l'on en était ; il n'est jamais une cible."),
        )
    return Choices(partners, target)


def concerned(rows: Iterable[Row]) -> tuple[str, ...]:
    """Choose among the countries that rows name, in `partners` or in `partner`."""
    named = {
        code
        for row in rows
        for code in (row.get("partners") or row.get("partner") or "").split()
        if code not in NO_COUNTRY
    }
    return filters.partners(
        sorted(named),
        label=_("Pays concernés"),
        help=_("Sans choix, tout est montré."),
    )


def _target_words(row: Row) -> str:
    kind = _("cible") if row["kind"] == "target" else _("point de départ")
    return f"{row['target_id']} · {kind}"
