"""The choices of the page on temporary workers, and what is said of the tables that are not loaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard import address, builds, catalogue, filters, frame, indicators
from dashboard.i18n import _
from dashboard.narrative import partner
from dashboard.selection import MOST_PARTNERS, REGION
from dashboard.workers import COUNTED
from dashboard.workers_permits import MONTHLY
from dashboard.workers_positions import POSITIONS
from dashboard.workers_stocks import PROGRAMMES, STOCK, short_name

DEFAULT_PARTNERS = ("GTM", "MEX", "HND", "COL")
# The choices that each part of the page reads.
READ = {
    "agriculture": ("partner", "year"),
    "positions": ("partner", "year"),
    "permits": ("partner", "programme", "stock", "season"),
    "words": (),
}
KEYS = (*{key: None for keys in READ.values() for key in keys}, "view")
WITH_COUNTRIES = (POSITIONS, MONTHLY, COUNTED)


@dataclass(frozen=True)
class Choices:
    """One view of the page: countries compared, programme, year of the positions and of the stock."""

    partners: tuple[str, ...]
    programme: str
    year: int
    stock: int


def choose(part: str) -> Choices:
    """Show the widgets of a part of the page and return the choices."""
    indicators.require(POSITIONS)
    indicators.require(STOCK)
    read = set(READ[part])
    if (part == "agriculture" and not indicators.is_loaded(COUNTED)) or (
        part == "permits" and not has_months(address.held("programme") or PROGRAMMES[0])
    ):
        read.discard("partner")  # what it would choose among is not loaded
    with filters.panel(read):
        partners = filters.partners(
            _countries(),
            key="partner",
            default=DEFAULT_PARTNERS,
            most=MOST_PARTNERS,
            label=_("Pays"),
            help=_("Jusqu'à six pays, comparés sur les mêmes graphiques."),
        )
        with filters.row("programme", "year", "stock"):
            programme = filters.one_of(
                _("Programme"),
                PROGRAMMES,
                key="programme",
                labels=short_name,
                segmented=True,
                help=_("Pour les permis : les deux programmes se lisent côte à côte."),
            )
            year = filters.one_of(
                _("Année des postes"),
                _years(POSITIONS),
                key="year",
                help=_("Année des classements par pays, région et profession."),
            )
            stock = filters.one_of(
                _("31 décembre"),
                _years(STOCK),
                key="stock",
                help=_("Date à laquelle les titulaires de permis sont comptés."),
            )
    return Choices(partners, programme, int(year), int(stock))


def season(choices: Choices) -> str:
    """Choose, of the countries compared, the one whose months are shown."""
    return filters.one_of(
        _("Pays de la saison"),
        choices.partners,
        key="season",
        labels=partner,
        segmented=True,
        help=_("Un des pays choisis en haut de la page."),
    )


def has_months(programme: str) -> bool:
    """Whether the monthly permits of a programme are in this build."""
    return programme in builds.current().codes(MONTHLY, "programme")


def say_not_loaded(what: str, target: str) -> None:
    """Say that something is not loaded, with the command that loads `target`, a table or a source."""
    frame.not_loaded(
        _("{quoi} : non chargé — `{commande}`").format(
            quoi=what, commande=f"python -m etl refresh {target}"
        )
    )


def _countries() -> list[str]:
    """The countries that any of the tables names."""
    build = builds.current()
    named: Iterable[str] = (
        code for table in WITH_COUNTRIES for code in build.codes(table, "partner")
    )
    return sorted(set(named) - {"WLD", REGION})


def _years(table: str) -> list[str]:
    """The years of a table, the last one first."""
    extents = [one for one in catalogue.coverage() if one.table == table]
    first = min(one.first.year for one in extents)
    last = max(one.last.year for one in extents)
    return [str(year) for year in range(last, first - 1, -1)]
