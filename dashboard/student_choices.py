"""The choices of the students' page: countries, what is counted, years; bound to the address."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import builds, catalogue, filters
from dashboard.i18n import _
from dashboard.indicators import ask, require
from dashboard.selection import CANADA, MOST_PARTNERS, QUEBEC

YEARLY = "study_permit_annual"
MEASURES, MONTHLY = ("holders_year", "stock_dec31"), "holders_month"
# All countries, and the code that the queries give the region (the Åland Islands' in ISO 3166).
NO_COUNTRY = ("WLD", "ALA")
DEFAULT_PARTNERS = ("MEX", "BRA", "COL")
# Months are published for other years than what is counted by year.
MONTHS_PERIOD = ("months_since", "months_until")
# The choices that each part of the page reads.
READ = {
    "canada": ("partner", "measure", "since", "until"),
    "months": ("partner", *MONTHS_PERIOD, "season"),
    "quebec": ("partner", "measure", "since", "until"),
    "words": (),
}
KEYS = (*{key: None for keys in READ.values() for key in keys}, "view")


@dataclass(frozen=True)
class Choices:
    """One view of the page: a measure, countries of citizenship, years both included.

    `whole_until` is the last year of the view that covers its twelve months; `months` are the first
    and last years shown month by month; `season` is the country whose months are set side by side,
    empty when none is chosen.
    """

    measure: str
    partners: tuple[str, ...]
    since: int
    until: int
    whole_until: int
    months: tuple[int, int]
    season: str


def measure_words(measure: str, *, long: bool = False) -> str:
    """Name what is counted; in full where there is room."""
    if long:
        return {
            "holders_year": _("Personnes dont un permis d'études a pris effet dans l'année"),
            "stock_dec31": _("Titulaires d'un permis d'études valide le 31 décembre"),
            "holders_month": _("Personnes dont un permis d'études a pris effet dans le mois"),
        }[measure]
    return {"holders_year": _("Dans l'année"), "stock_dec31": _("Au 31 décembre")}[measure]


def choose(part: str) -> Choices:
    """Show the widgets of a part of the page and return the choices.

    Unavailable when no year is loaded.
    """
    require(YEARLY)
    extents = {row["measure"]: row for row in ask("students/coverage", geo=CANADA).rows}
    published = [c for c in builds.current().codes(YEARLY, "partner") if c not in NO_COUNTRY]
    read = set(READ[part])
    if part == "quebec" and not is_crossed():
        read.discard("partner")
    with filters.panel(read):
        partners = filters.partners(
            published,
            key="partner",
            default=DEFAULT_PARTNERS,
            most=MOST_PARTNERS,
            label=_("Pays de citoyenneté"),
            help=_("Jusqu'à six pays, comparés sur les mêmes graphiques."),
        )
        with filters.row("measure", *MONTHS_PERIOD):
            measure = filters.one_of(
                _("Ce qui est compté"),
                [code for code in MEASURES if code in extents],
                key="measure",
                labels=measure_words,
                segmented=True,
                help=_(
                    "Dans l'année : les personnes dont un permis a pris effet, comptées une fois. Au "
                    "31 décembre : celles dont un permis est valide ce jour-là. Les deux ne se "
                    "comparent pas."
                ),
            )
            extent = extents[measure]
            since, until = filters.year_range(extent["first_year"], extent["last_year"])
            monthly = extents.get(MONTHLY, extent)
            months = filters.year_range(monthly["first_year"], monthly["last_year"], MONTHS_PERIOD)
            season = ""
            if partners:
                season = filters.one_of(
                    _("Mois forts de"),
                    partners,
                    key="season",
                    labels=catalogue.labels("partner"),
                    help=_(
                        "Le pays, parmi ceux choisis, dont les mois sont comparés d'une année à l'autre."
                    ),
                )
    return Choices(
        measure=measure,
        partners=partners,
        since=since,
        until=until,
        whole_until=min(until, extent["last_whole_year"] or until),
        months=months,
        season=season,
    )


def is_crossed() -> bool:
    """Whether students in Québec are loaded by country."""
    rows = ask("students/coverage", geo=QUEBEC).rows
    return any(row["measure"] == MONTHLY for row in rows)
