"""Sentences of the country sheet on trade: what was exchanged, which place, which share of Canada."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import formats
from dashboard.i18n import _, ngettext
from dashboard.narrative import capital, listed
from dashboard.selection import direction_words

Row = Mapping[str, Any]
TWO = 2


def trade(rows: Sequence[Row]) -> str:
    """State the last period both ways with its balance, then how the years went."""
    if not rows:
        return nothing()
    last = rows[-1]
    facts = [
        _flow(direction_words(direction).lower(), last, name)
        for direction, name in (("export", "exports"), ("import", "imports"))
    ]
    if last["balance_cad"] is not None:
        facts.append(_balance(last["balance_cad"]))
    said = [_("{période} — {faits}.").format(période=period(last), faits=listed(facts))]
    years = [row for row in rows if row["frequency"] == "year"]
    if len(years) == 1:
        said.append(
            _(
                "Une seule année civile est complète, {année} : aucune évolution ne s'en lit."
            ).format(année=formats.year(years[0]["period"]))
        )
    elif len(years) >= TWO:
        said.append(_years(years[0], years[-1]))
    return " ".join(said)


def _flow(flow: str, row: Row, name: str) -> str:
    value = _value(row, name)
    growth = row[f"{name}_growth"]
    if growth is None:
        return _("{flux} : {valeur}").format(flux=flow, valeur=value)
    return _("{flux} : {valeur} ({variation} sur un an)").format(
        flux=flow, valeur=value, variation=formats.percent(growth, signed=True)
    )


def _value(row: Row, name: str) -> str:
    value = row[f"{name}_cad"]
    if value is None:
        return formats.missing(row[f"{name}_status"], long=True)
    return formats.money(value)


def _balance(value: float) -> str:
    form = (
        _("échanges équilibrés")
        if value == 0
        else _("excédent de {montant}")
        if value > 0
        else _("déficit de {montant}")
    )
    return form.format(montant=formats.money(abs(value)))


def _years(first: Row, last: Row) -> str:
    ends = [_value(row, name) for name in ("exports", "imports") for row in (first, last)]
    return _(
        "De {début} à {fin}, les exportations passent de {a} à {b}, les importations de {c} à {d}."
    ).format(
        début=formats.year(first["period"]),
        fin=formats.year(last["period"]),
        **dict(zip("abcd", ends, strict=True)),
    )


def standing(rows: Sequence[Row]) -> str:
    """State the rank, the rank in the region and the share of each direction, then what it moved."""
    if not rows:
        return nothing()
    facts = [
        _("{flux} : {valeur}").format(
            flux=direction_words(row["direction"]).lower(), valeur=_place(row)
        )
        for row in rows
    ]
    said = [_("{période} — {faits}.").format(période=ended(rows[0]), faits=listed(facts))]
    moved = [
        _("{flux} : {valeur}").format(
            flux=direction_words(row["direction"]).lower(),
            valeur=formats.points(row["contribution"], 2),
        )
        for row in rows
        if row["contribution"] is not None and row["direction"] != "total"
    ]
    if moved:
        said.append(
            _("Contribution à la variation du total — {faits}.").format(faits=listed(moved))
        )
    return " ".join(said)


def _place(row: Row) -> str:
    if row["rank_world"] is None:
        return formats.missing(row["status"], long=True)
    parts = [
        _("{rang} sur {n} partenaires classés").format(
            rang=formats.rank(row["rank_world"]), n=formats.integer(row["n_ranked"])
        )
    ]
    if row["rank_region"] is not None:
        parts.append(
            _("{rang} sur {n} dans la région").format(
                rang=formats.rank(row["rank_region"]), n=formats.integer(row["n_ranked_region"])
            )
        )
    parts.append(_("{part} du total").format(part=formats.percent(row["share"], 2)))
    return ", ".join(parts)


def share_of_canada(rows: Sequence[Row]) -> str:
    """State Québec's share of Canada's exports to the country, a floor, and of its imports from it."""
    known = [row for row in rows if row["share_of_canada"] is not None]
    if not known:
        return _("La part du Québec n'est connue pour aucune période.")
    last = max(known, key=lambda row: row["period_end"])
    forms = {
        "export": _("au moins {part} des exportations du Canada"),
        "import": _("{part} des importations du Canada"),
    }
    # Both directions of one and the same period: the other may end a year earlier.
    facts = [
        forms[row["direction"]].format(part=formats.percent(row["share_of_canada"]))
        for row in known
        if (row["frequency"], row["period_end"]) == (last["frequency"], last["period_end"])
    ]
    return _("{période} — avec ce pays, le Québec fait {faits}.").format(
        période=ended(last), faits=listed(facts)
    )


def products(rows: Sequence[Row], name: str) -> str:
    """State the first three products of a direction; `name` is the column of their labels."""
    if not rows:
        return _("Aucun produit n'a été échangé sur ces douze mois.")
    facts = [
        _("{produit} : {valeur} ({part})").format(
            produit=row[name] or row["hs"],
            valeur=formats.money(row["value_cad"]),
            part=formats.percent(row["share"]),
        )
        for row in rows[:3]
    ]
    return _("Les premiers — {faits}.").format(faits=listed(facts))


def entries(rows: Sequence[Row]) -> str:
    """Count the products that came and went over a year, and those that may be so in name only."""
    counted = {row["entry"]: row["n_entries"] for row in rows}
    came, went = counted.get("new", 0), counted.get("lost", 0)
    said = [
        _("{nouveaux}, {perdus}.").format(
            nouveaux=ngettext("{n} produit nouveau", "{n} produits nouveaux", came).format(n=came),
            perdus=ngettext("{n} produit perdu", "{n} produits perdus", went).format(n=went),
        )
    ]
    if came + went > len(rows):
        said.append(_("Seuls les plus grands sont montrés."))
    renamed = sum(row["is_revised"] for row in rows)
    if renamed:
        said.append(
            ngettext(
                "{n} a un code révisé dans ces deux ans : il peut n'avoir changé que de nom.",
                "{n} ont un code révisé dans ces deux ans : ils peuvent n'avoir changé que de nom.",
                renamed,
            ).format(n=renamed)
        )
    return " ".join(said)


def incomplete() -> str:
    """Say that the months to compare are not all loaded: nothing is then known of the products."""
    return _("Les mois qu'il faut pour le dire ne sont pas tous chargés.")


def period(row: Row) -> str:
    """Name the period of a row: a year, or twelve months to a month."""
    return capital(formats.period(row["period"], row["frequency"]))


def ended(row: Row) -> str:
    """Name the period of a row that gives its end alone."""
    return capital(formats.period(row["period_end"], row["frequency"]))


def nothing() -> str:
    """No figure to state."""
    return _("Aucune période complète n'est publiée pour ce choix.")
