"""Sentences on temporary workers: positions and persons kept apart, what is hidden or unranked in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard import catalogue, formats, intervals
from dashboard.i18n import _, ngettext
from dashboard.narrative import listed, partner
from dashboard.selection import REGION

Row = Mapping[str, Any]
NAMED = 3
# Counts are rounded to 5: below this one, a rate would be made of the rounding.
STEADY = 100


def positions(n: float) -> str:
    """A number of positions approved, in words."""
    return ngettext("{n} poste", "{n} postes", n).format(n=formats.integer(n))


def persons(n: float) -> str:
    """A number of persons, in words."""
    return ngettext("{n} personne", "{n} personnes", n).format(n=formats.integer(n))


def by_country(rows: Sequence[Row], order: Sequence[str]) -> str:
    """State each country's positions of the last year, and that an unranked country is not nil."""
    if not rows:
        return nothing()
    last = _of_last_year(rows)
    found = {row["partner"]: row for row in last}
    shown = [found[code] for code in order if code in found]
    facts = [
        _("{pays} : {valeur}").format(pays=partner(row["partner"]), valeur=_position(row))
        for row in shown
    ]
    said = [_("En {année} — {faits}.").format(année=last[0]["ref_year"], faits=listed(facts))]
    if any(row["status"] == "below_rank" for row in rows):
        said.append(
            _("Sous le dernier rang publié, un pays n'est pas à zéro : son nombre n'est pas donné.")
        )
    return " ".join(said)


def _position(row: Row) -> str:
    if row["status"] == "below_rank":
        below = _("sous le {rang} rang").format(rang=formats.rank(row["last_rank"]))
        if row["positions_high"] is None:
            return below
        most = positions(row["positions_high"])
        return _("{rang}, {postes} au plus").format(rang=below, postes=most)
    if row["positions"] is None:
        return formats.missing(row["status"], long=True)
    return _with_change(positions(row["positions"]), row["growth"])


def counted_persons(row: Row) -> str:
    """Persons with their change over a year, or the word and the bounds of what is hidden."""
    if row["persons"] is None:
        hidden = intervals.bounds(row, "persons")
        said = intervals.of_row(row, "persons")
        is_sum = hidden is not None and hidden[0] > 0
        return _("{intervalle} personnes").format(intervalle=said) if is_sum else said
    steady = row["persons"] >= STEADY
    return _with_change(persons(row["persons"]), row["growth"] if steady else None)


def region_name(code: str) -> str:
    """Name a country of citizenship, or the region as a whole."""
    return _("Région") if code == REGION else partner(code)


def persons_by_country(rows: Sequence[Row], order: Sequence[str]) -> str:
    """List the persons of each country among `order` that has a row, in that order."""
    found = {row["partner"]: row for row in rows}
    return listed(
        [
            _("{pays} : {valeur}").format(pays=region_name(c), valeur=counted_persons(found[c]))
            for c in order
            if c in found
        ]
    )


def persons_of_last_month(rows: Sequence[Row], order: Sequence[str]) -> str:
    """State the persons of each country in the last month of `rows`, which hold one at least."""
    last = max(row["period"] for row in rows)
    said = persons_by_country([row for row in rows if row["period"] == last], order)
    return _("En {mois} — {faits}.").format(mois=formats.month(last), faits=said)


def _with_change(said: str, growth: float | None) -> str:
    if growth is None:
        return said
    return _("{valeur} ({variation} sur un an)").format(
        valeur=said, variation=formats.percent(growth, signed=True)
    )


def ranking(rows: Sequence[Row], year: int) -> str:
    """State which countries of the region are among the ranked ones, with place and positions."""
    inside = [row for row in rows if row["is_ala"]]
    if not rows:
        return nothing()
    if not inside:
        return _(
            "En {année}, aucun pays de la région n'est parmi les premiers rangs publiés."
        ).format(année=year)
    facts = [
        _("{pays}, {rang} : {valeur}").format(
            pays=partner(row["partner"]), rang=formats.rank(row["rank"]), valeur=_position(row)
        )
        for row in inside
    ]
    return ngettext(
        "En {année}, {n} pays de la région est dans le classement publié — {faits}.",
        "En {année}, {n} pays de la région sont dans le classement publié — {faits}.",
        len(inside),
    ).format(année=year, n=len(inside), faits=listed(facts))


def streams(rows: Sequence[Row]) -> str:
    """State the last year's total of positions, and the weight of the first streams."""
    if not rows:
        return nothing()
    last = _of_last_year(rows)
    total = next((row for row in last if row["stream"] == "all"), None)
    parts = [row for row in last if row["stream"] != "all" and row["positions"] is not None]
    parts.sort(key=lambda row: -row["positions"])
    facts = [_weighed(catalogue.label(row["stream"], "lmia_stream"), row) for row in parts[:NAMED]]
    if total is None:
        return _("En {année} — {faits}.").format(année=last[0]["ref_year"], faits=listed(facts))
    return _("En {année}, tous volets : {total} — {faits}.").format(
        année=total["ref_year"], total=_position(total), faits=listed(facts)
    )


def stream(rows: Sequence[Row]) -> str:
    """State one stream's positions of the last year, their change, their share, and the peak."""
    known = [row for row in rows if row["positions"] is not None]
    if not known:
        return nothing()
    row = max(known, key=lambda each: each["ref_year"])
    peak = max(known, key=lambda each: (each["positions"], -each["ref_year"]))
    said = [
        _("En {année} : {valeur}.").format(année=row["ref_year"], valeur=_position(row)),
    ]
    if row["share"] is not None:
        said.append(
            _("C'est {part} de tous les postes approuvés.").format(
                part=formats.percent(row["share"])
            )
        )
    if peak is not row:
        said.append(
            _("Le plus haut de la série : {postes} en {année}.").format(
                postes=positions(peak["positions"]), année=peak["ref_year"]
            )
        )
    return " ".join(said)


def regions(rows: Sequence[Row], year: int) -> str:
    """State the first economic regions of the year, and what is spread over several of them."""
    ranked = [row for row in rows if row["rank"] is not None]
    if not ranked:
        return nothing()
    facts = [
        _weighed(catalogue.label(row["region"], "economic_region"), row) for row in ranked[:NAMED]
    ]
    said = [_("En {année} — {faits}.").format(année=year, faits=listed(facts))]
    said += [
        ngettext(
            "{n} poste porte sur plus d'une région.",
            "{n} postes portent sur plus d'une région.",
            row["positions"],
        ).format(n=formats.integer(row["positions"]))
        for row in rows
        if row["is_several"] and row["positions"]
    ]
    return " ".join(said)


def occupations(rows: Sequence[Row], year: int) -> str:
    """State the first occupations of the year, and how many are published as nil."""
    known = [row for row in rows if row["positions"] is not None]
    if not known:
        return nothing()
    facts = [
        _weighed(catalogue.label(row["occupation"], "occupation"), row)
        for row in known[:NAMED]
        if row["positions"]
    ]
    said = [_("En {année} — {faits}.").format(année=year, faits=listed(facts))] if facts else []
    nil = sum(row["positions"] == 0 for row in known)
    if nil:
        said.append(
            ngettext(
                "{n} profession est publiée à zéro cette année-là.",
                "{n} professions sont publiées à zéro cette année-là.",
                nil,
            ).format(n=nil)
        )
    return " ".join(said)


def agriculture(rows: Sequence[Row]) -> str:
    """State, year by year, what the strategy says and the positions approved, each by its name."""
    years: dict[int, list[str]] = {}
    for row in rows:
        fact = _agricultural(row)
        if fact:
            years.setdefault(row["ref_year"], []).append(fact)
    said = [
        _("Pour {année}, {faits}.").format(année=year, faits=listed(facts))
        for year, facts in years.items()
    ]
    return " ".join(said) or nothing()


def _agricultural(row: Row) -> str:
    """One figure on agriculture in words; what others published is left to the chart and table."""
    if row["figure_kind"] == "statement":
        stated = {
            "under": _("la stratégie énonce près de {n}"),
            "over": _("la stratégie énonce plus de {n}"),
        }
        said = stated.get(row["precision"], _("la stratégie énonce {n}"))
        return said.format(n=persons(row["persons"]))
    if row["figure_kind"] == "count":
        return _("Statistique Canada compte {n}").format(n=persons(row["persons"]))
    if row["figure_kind"] == "positions":
        return ngettext(
            "{n} poste a été approuvé en agriculture primaire",
            "{n} postes ont été approuvés en agriculture primaire",
            row["positions"],
        ).format(n=formats.integer(row["positions"]))
    return ""


def counted(rows: Sequence[Row], order: Sequence[str]) -> str:
    """State each country's workers of the last year as Statistics Canada counts them."""
    if not rows:
        return nothing()
    last = {row["partner"]: row for row in _of_last_year(rows)}
    facts = [
        _("{pays} : {valeur}").format(pays=partner(code), valeur=counted_persons(last[code]))
        for code in order
        if code in last
    ]
    year = next(iter(last.values()))["ref_year"]
    return _("En {année} — {faits}.").format(année=year, faits=listed(facts))


def _weighed(name: str, row: Row) -> str:
    """A part with its positions and its share of the whole when it is known."""
    if row["share"] is None:
        return _("{pays} : {valeur}").format(pays=name, valeur=_position(row))
    return _("{nom} : {postes} ({part})").format(
        nom=name, postes=positions(row["positions"]), part=formats.percent(row["share"])
    )


def _of_last_year(rows: Iterable[Row]) -> list[Row]:
    held = list(rows)
    last = max(row["ref_year"] for row in held)
    return [row for row in held if row["ref_year"] == last]


def nothing() -> str:
    """Say that the choice has no published figure."""
    return _("Rien n'est publié pour ce choix.")
