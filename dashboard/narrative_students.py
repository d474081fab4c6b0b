"""Sentences on study permits: unique persons and stocks kept apart, hidden and partial years said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import catalogue, formats, intervals
from dashboard.i18n import _, ngettext
from dashboard.narrative import listed
from dashboard.narrative_workers import (
    counted_persons,
    nothing,
    persons,
    persons_by_country,
    persons_of_last_month,
    region_name,
)

Row = Mapping[str, Any]
WORLD, ALL = "WLD", "all"
NAMED = 3


def years(rows: Sequence[Row], order: Sequence[str]) -> str:
    """State the last whole year of each chosen country: persons, and change if it is known."""
    last = _last_whole(rows)
    if not last:
        return nothing()
    said = persons_by_country(last, order)
    return _("En {année} — {faits}.").format(année=last[0]["ref_year"], faits=said)


def region(rows: Sequence[Row]) -> str:
    """State the region's last whole year: persons or bounds, share, countries counted or hidden."""
    last = _last_whole(rows)
    if not last:
        return nothing()
    (row,) = last
    head = ngettext(
        "En {année} — {valeur}, pour {n} pays publié de la région",
        "En {année} — {valeur}, pour {n} pays publiés de la région",
        row["n_partners"],
    ).format(année=row["ref_year"], valeur=counted_persons(row), n=row["n_partners"])
    if row["share"] is not None:
        head += _(", soit {part} du total de tous les pays").format(
            part=formats.percent(row["share"])
        )
    return f"{head}." + _hidden_years(rows)


def _hidden_years(rows: Sequence[Row]) -> str:
    """Say which whole years hold a hidden country, and have a sum between two bounds only."""
    hidden = [
        _("{année} ({valeur})").format(
            année=row["ref_year"], valeur=intervals.of_row(row, "persons")
        )
        for row in rows
        if row["is_whole"] and row["n_hidden"] and intervals.bounds(row, "persons")
    ]
    if not hidden:
        return ""
    return " " + _(
        "Au moins un pays est supprimé, et la somme connue entre deux bornes seulement : {années}."
    ).format(années=listed(hidden))


def partial(rows: Sequence[Row]) -> str:
    """Say which year does not cover its twelve months; empty when all do."""
    found = [row for row in rows if not row["is_whole"]]
    if not found:
        return ""
    row = max(found, key=lambda each: each["ref_year"])
    return ngettext(
        "{année} ne couvre que {n} mois : elle figure dans le tableau, mais ni dans le "
        "graphique ni dans les variations.",
        "{année} ne couvre que {n} mois : elle figure dans le tableau, mais ni dans le "
        "graphique ni dans les variations.",
        row["months_covered"],
    ).format(année=row["ref_year"], n=row["months_covered"])


def ranking(rows: Sequence[Row], year: int) -> str:
    """State the first countries of the region, and how many are hidden or nil."""
    first = [row for row in rows if row["rank_region"] is not None and row["persons"]][:NAMED]
    if not first:
        return _("Aucun pays de la région n'est classé en {année}.").format(année=year)
    facts = persons_by_country(first, [row["partner"] for row in first])
    said = _("En {année} — {faits}.").format(année=year, faits=facts)
    hidden = sum(row["status"] == "suppressed" for row in rows)
    if hidden:
        said += " " + ngettext(
            "{n} pays est supprimé : il n'a ni rang ni variation.",
            "{n} pays sont supprimés : ils n'ont ni rang ni variation.",
            hidden,
        ).format(n=hidden)
    return said


def months(rows: Sequence[Row], order: Sequence[str]) -> str:
    """State each country's last month, and how many months of the view are hidden."""
    if not rows:
        return nothing()
    said = persons_of_last_month(rows, order)
    hidden = sum(row["status"] == "suppressed" for row in rows)
    if hidden:
        said += " " + ngettext(
            "{n} valeur mensuelle est supprimée (losange) : aucune ligne n'y passe.",
            "{n} valeurs mensuelles sont supprimées (losanges) : aucune ligne n'y passe.",
            hidden,
        ).format(n=hidden)
    return said


def season(rows: Sequence[Row], code: str) -> str:
    """State the month that is highest on average, if one is for sure, and the hidden months left out."""
    means = [row for row in rows if row["profile"] == "mean"]
    if all(row["persons"] is None for row in means):
        return _("Aucune année entière n'a de mois publié pour ce pays.")
    n = max(row["n_months"] for row in means)
    top = _highest(means)
    if top is None:
        said = _("{pays} : aucun mois ne dépasse à coup sûr les autres en moyenne.").format(
            pays=region_name(code)
        )
    else:
        said = ngettext(
            "{pays} : sur {n} année entière, le mois fort est {mois}, {personnes} en moyenne.",
            "{pays} : sur {n} années entières, le mois fort est {mois}, {personnes} en moyenne.",
            n,
        ).format(
            pays=region_name(code),
            n=n,
            mois=formats.month_names("wide")[top["month_of_year"] - 1],
            personnes=persons(top["persons"]),
        )
    hidden = sum(row["n_hidden"] for row in means)
    if not hidden:
        return said
    return (
        said
        + " "
        + ngettext(
            "{n} mois supprimé ne compte pas dans la moyenne, qui est donc un peu haute.",
            "{n} mois supprimés ne comptent pas dans la moyenne, qui est donc un peu haute.",
            hidden,
        ).format(n=hidden)
    )


def _highest(means: Sequence[Row]) -> Row | None:
    """The month known in all years whose mean is above all that the others can be, if there is one."""
    whole = [row for row in means if row["persons"] is not None and not row["n_hidden"]]
    if not whole:
        return None
    top = max(whole, key=lambda row: row["persons"])
    others = [
        row["persons_high"] if row["persons"] is None else row["persons"]
        for row in means
        if row is not top
    ]
    return top if all(other < top["persons"] for other in others) else None


def levels(rows: Sequence[Row]) -> str:
    """State the total and the main levels of the last whole year, and that levels exceed the total."""
    last = sorted(_last_whole(rows), key=lambda row: -(row["persons"] or 0))
    total = next((row for row in last if row["study_level"] == ALL), None)
    if total is None:
        return nothing()
    facts = [
        _("{pays} : {valeur}").format(
            pays=catalogue.label(row["study_level"], "study_level"), valeur=counted_persons(row)
        )
        for row in [total, *(row for row in last if row is not total)]
        if row["persons"] is None or row["persons"] > 0
    ]
    said = _("En {année} — {faits}.").format(année=total["ref_year"], faits=listed(facts))
    return f"{said} " + _("Une personne peut être à deux niveaux : leur somme dépasse le total.")


def share(rows: Sequence[Row]) -> str:
    """State Québec's share of Canada in the last whole year, and its bound."""
    known = [row for row in _whole(rows) if row["share"] is not None]
    if not known:
        return _("La part du Québec n'est connue pour aucune année entière.")
    row = max(known, key=lambda each: each["ref_year"])
    said = _("En {année}, le Québec reçoit {part} des titulaires du Canada ({québec} sur {canada})")
    said = said.format(
        année=row["ref_year"],
        part=formats.percent(row["share"]),
        québec=formats.integer(row["persons"]),
        canada=formats.integer(row["canada_persons"]),
    )
    if row["share_high"] is not None and row["share_high"] > row["share"]:
        said += _(
            ", et au plus {part} si tous les permis sans province déclarée étaient les siens"
        ).format(part=formats.percent(row["share_high"]))
    return f"{said}."


def _whole(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["is_whole"]]


def _last_whole(rows: Sequence[Row]) -> list[Row]:
    """The rows of the last whole year; none when no year is whole."""
    whole = _whole(rows)
    last = max((row["ref_year"] for row in whole), default=None)
    return [row for row in whole if row["ref_year"] == last]
