"""Sentences on work permits: months, seasons and stocks, programmes side by side and never added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard import catalogue, formats
from dashboard.i18n import _, ngettext
from dashboard.narrative import listed
from dashboard.narrative_workers import (
    NAMED,
    counted_persons,
    nothing,
    persons,
    persons_of_last_month,
)

Row = Mapping[str, Any]
NOT_STATED = "CA-ZZ"


def months(rows: Sequence[Row], order: Sequence[str]) -> str:
    """State each country's permits of the last month, and their change over a year if it is known."""
    return persons_of_last_month(rows, order) if rows else nothing()


def region(rows: Sequence[Row]) -> str:
    """State the region's permits of the last month, between two bounds when some are hidden."""
    if not rows:
        return nothing()
    row = max(rows, key=lambda each: each["period"])
    said = ngettext(
        "En {mois} — {valeur}, pour {n} pays publié de la région.",
        "En {mois} — {valeur}, pour {n} pays publiés de la région.",
        row["n_partners"],
    ).format(mois=formats.month(row["period"]), valeur=counted_persons(row), n=row["n_partners"])
    if row["persons"] is not None:
        return said
    return (
        said
        + " "
        + _("Au moins un pays y est supprimé : la somme n'est connue qu'entre ses bornes.")
    )


def season(rows: Sequence[Row]) -> str:
    """State the high and the low month of the last whole year, and which year is not whole."""
    whole = [row["ref_year"] for row in rows if row["is_whole"]]
    said = [_extremes([row for row in rows if row["ref_year"] == max(whole)])] if whole else []
    broken = {row["ref_year"]: row["n_months"] for row in rows if not row["is_whole"]}
    said += [
        _("{année}, incomplète ({n} mois), ne se compare pas aux années entières.").format(
            année=year, n=n
        )
        for year, n in broken.items()
    ]
    return " ".join(said) or nothing()


def _extremes(rows: Sequence[Row]) -> str:
    """The high and the low month of one year's rows, as far as hidden months leave them known."""
    year, hidden = rows[0]["ref_year"], rows[0]["n_hidden"]
    high = next((row for row in rows if row["is_high"]), None)
    low = next((row for row in rows if row["is_low"]), None)
    if high is None:
        return _("En {année}, aucun mois ne se détache des autres.").format(année=year)
    if low is not None:
        return _("En {année}, le mois fort est {fort} et le plus faible {faible}.").format(
            année=year, fort=_month(high), faible=_month(low)
        )
    said = _("En {année}, le mois fort est {fort}.").format(année=year, fort=_month(high))
    if not hidden:
        return said
    unknown = ngettext(
        "{n} mois est supprimé : le plus faible n'est pas connu.",
        "{n} mois sont supprimés : le plus faible n'est pas connu.",
        hidden,
    )
    return said + " " + unknown.format(n=hidden)


def stocks(rows: Sequence[Row], order: Sequence[str]) -> str:
    """State each programme's holders on the last 31 December, and that they do not add up."""
    if not rows:
        return nothing()
    year = max(row["ref_year"] for row in rows)
    found = {row["programme"]: row for row in rows if row["ref_year"] == year}
    facts = [
        _("{pays} : {valeur}").format(pays=_programme(code), valeur=counted_persons(found[code]))
        for code in order
        if code in found
    ]
    said = _("Au 31 décembre {année} — {faits}.").format(année=year, faits=listed(facts))
    if len(facts) < 2:  # noqa: PLR2004 - nothing to add
        return said
    return (
        said + " " + _("Une personne peut relever des deux programmes : ils ne s'additionnent pas.")
    )


def parts(rows: Sequence[Row], year: int) -> str:
    """State the main components of a programme on 31 December, and those that are suppressed."""
    if not rows:
        return nothing()
    known = [row for row in rows if row["persons"]]
    facts = [_part(row) for row in known[:NAMED]]
    facts += [
        _("{pays} : {valeur}").format(
            pays=_programme(row["programme"]), valeur=counted_persons(row)
        )
        for row in rows
        if row["persons"] is None
    ]
    if not facts:
        return _("Au 31 décembre {année}, toutes les composantes sont publiées à zéro.").format(
            année=year
        )
    return _("Au 31 décembre {année} — {faits}.").format(année=year, faits=listed(facts))


def _part(row: Row) -> str:
    if row["share"] is None:
        return _("{pays} : {valeur}").format(
            pays=_programme(row["programme"]), valeur=counted_persons(row)
        )
    return _("{nom} : {postes} ({part})").format(
        nom=_programme(row["programme"]),
        postes=persons(row["persons"]),
        part=formats.percent(row["share"]),
    )


def provinces(rows: Sequence[Row], geo: str) -> str:
    """State a province's holders and share of Canada, and the share whose province is not stated."""
    found = {row["geo"]: row for row in rows}
    if geo not in found:
        return nothing()
    row, unstated = found[geo], found.get(NOT_STATED)
    whole = _("Au 31 décembre {année}, {province} : {valeur}.")
    shared = _("Au 31 décembre {année}, {province} : {valeur}, soit {part} du Canada.")
    said = (whole if row["share"] is None else shared).format(
        année=row["ref_year"],
        province=catalogue.label(geo, "geography"),
        valeur=counted_persons(row),
        part=formats.percent(row["share"]),
    )
    if unstated is None:
        return said
    if unstated["share"] is None:
        return (
            said
            + " "
            + _("Province non déclarée : {valeur}.").format(valeur=counted_persons(unstated))
        )
    return (
        said
        + " "
        + _("La province n'est pas déclarée pour {part} des titulaires.").format(
            part=formats.percent(unstated["share"])
        )
    )


def residents(rows: Sequence[Row]) -> str:
    """State the residents of each type in the last quarter."""
    if not rows:
        return nothing()
    last: date = max(row["period"] for row in rows)
    facts = [
        _("{pays} : {valeur}").format(
            pays=catalogue.label(row["resident_type"], "resident_type"), valeur=counted_persons(row)
        )
        for row in rows
        if row["period"] == last
    ]
    return _("Au {jour} — {faits}.").format(jour=formats.day(last), faits=listed(facts))


def _programme(code: str) -> str:
    return catalogue.label(code, "permit_programme")


def _month(row: Row) -> str:
    return _("{mois} ({personnes})").format(
        mois=formats.month_names("wide")[row["month_of_year"] - 1],
        personnes=persons(row["persons"]),
    )
