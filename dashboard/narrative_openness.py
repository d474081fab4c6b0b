"""Sentences on exports as a share of GDP: where we are, what it takes, whether we are on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import catalogue, formats
from dashboard.i18n import _, language, ngettext, typeset
from dashboard.narrative import listed

Row = Mapping[str, Any]


def why(obstacle: str | None) -> str:
    """Say in a sentence why a figure cannot be given; empty when nothing stands in the way."""
    if obstacle is None:
        return ""
    said = {
        "not_loaded": _("La série des comptes économiques n'est pas chargée."),
        "missing_estimate": _("Il manque une des lignes du calcul pour la dernière année."),
        "no_current_prices": _("La dernière année n'est pas publiée en dollars courants."),
        "zero_gdp": _("Le PIB publié est nul : aucun ratio ne se calcule."),
        "missing_gdp": _("Le PIB manque pour la dernière année."),
        "target_reached": _("La cible est déjà atteinte."),
        "year_past": _("L'année choisie est déjà passée : choisissez une année à venir."),
        "no_ratio": _("Aucune année n'a de ratio."),
        "no_interval": _("Choisissez deux années différentes."),
        "missing_year": _("Une des deux années n'est pas dans la série."),
        "suppressed": _("Une des lignes du calcul est confidentielle."),
        "not_available": _("Une des lignes du calcul n'est pas disponible."),
    }
    return said.get(obstacle, _("Une des lignes du calcul manque ({code}).").format(code=obstacle))


def position(row: Row) -> str:
    """State the last ratio, its change and its distance to the target, from `openness/summary`."""
    if row["ratio"] is None:
        return why(row["obstacle"] or "no_ratio")
    parts = [
        _("En {année}, les exportations font {ratio} du PIB").format(
            année=row["ref_year"], ratio=formats.percent(row["ratio"])
        )
    ]
    if row["ratio_change"] is not None:
        parts.append(_("{points} sur un an").format(points=formats.points(row["ratio_change"])))
    return listed_commas(parts) + ". " + gap(row["target_gap"])


def gap(target_gap: float) -> str:
    """State the distance of a ratio to its target; positive when it is above."""
    size = formats.points(abs(target_gap)).lstrip("+")
    if target_gap == 0:
        return _("La cible est tout juste atteinte.")
    if target_gap > 0:
        return _("La cible est dépassée de {points}.").format(points=size)
    return _("Il manque {points} pour atteindre la cible.").format(points=size)


def listed_commas(parts: Sequence[str]) -> str:
    """Join the parts of one statement."""
    return ", ".join(parts)


def path(rows: Sequence[Row], gdp_growth: float) -> str:
    """State what it would take from where: points per year, growth and level of exports.

    `rows` are those of `openness/path`; `gdp_growth` is the ratio that the reader supposes.
    """
    first, last = rows[0], rows[-1]
    if first["obstacle"] is not None:
        return why(first["obstacle"])
    said = [
        _(
            "De {ratio} en {départ} à la cible en {année}, il faut {points} par année : des "
            "exportations qui croissent de {exportations} par année si le PIB croît de {pib}."
        ).format(
            ratio=formats.percent(first["start_ratio"]),
            départ=first["start_year"],
            année=first["target_year"],
            points=formats.points(first["required_pace"], 2),
            exportations=formats.percent(first["export_growth"]),
            pib=formats.percent(gdp_growth),
        )
    ]
    if last["exports_required_cad"] is not None and first["exports_required_cad"] is not None:
        said.append(
            _("Elles passeraient de {départ} à {arrivée}.").format(
                départ=formats.money(first["exports_required_cad"], "G"),
                arrivée=formats.money(last["exports_required_cad"], "G"),
            )
        )
    return " ".join(said)


def start(row: Row) -> str:
    """Warn that a path starts from a published figure; empty when it starts from the series."""
    if row["start_origin"] != "published":
        return ""
    return _(
        "Le départ est un chiffre publié ({confiance}), faute de série : le chemin se recalcule "
        "dès qu'elle est chargée."
    ).format(confiance=catalogue.label(row["trust"], "trust").lower())


def levels(rows: Sequence[Row]) -> str:
    """State the last published level and its parts, from `openness/published_levels`."""
    if not rows:
        return _("Aucun chiffre publié n'est retenu avec ce choix.")
    row = max(rows, key=lambda each: each["ref_year"])
    said = _("En {année}, {montant} d'exportations ({éditeur})").format(
        année=row["ref_year"],
        montant=formats.money(row["exports_cad"], "G"),
        éditeur=typeset(row[f"publisher_{language()}"], language()),
    )
    if row["international_cad"] is not None and row["interprovincial_cad"] is not None:
        said += _(
            ", dont {monde} vers les autres pays et {provinces} vers les autres provinces"
        ).format(
            monde=formats.money(row["international_cad"], "G"),
            provinces=formats.money(row["interprovincial_cad"], "G"),
        )
    return said + "."


def derived_totals(rows: Sequence[Row]) -> str:
    """Say how each total that no page prints as such was obtained; empty when there is none."""
    notes = {row["ref_year"]: row[f"note_{language()}"] for row in rows if row["is_derived"]}
    return " · ".join(
        _("{année} : {note}").format(année=year, note=typeset(note, language()))
        for year, note in notes.items()
        if note
    )


def pace(rows: Sequence[Row]) -> str:
    """State the observed paces and when each would reach the target; empty when none is known."""
    statements = []
    for row in rows:
        if row["pace"] is None:
            continue
        span = ngettext(
            "{n} an : {points} par année", "{n} ans : {points} par année", row["n_years"]
        )
        said = span.format(n=row["n_years"], points=formats.points(row["pace"], 2))
        statements.append(f"{said}, {_verdict(row)}")
    if not statements:
        return ""
    return _("Rythme observé — {faits}.").format(faits=listed(statements))


def _verdict(row: Row) -> str:
    if row["verdict"] == "reached":
        return _("cible déjà atteinte")
    if row["arrival_year"] is None:
        return _("jamais à ce rythme")
    return _("cible atteinte en {année}").format(année=row["arrival_year"])


def verdict(rows: Sequence[Row]) -> str:
    """Give the verdict of the rule written on the page: that of the pace over five years."""
    row = next((row for row in rows if row["n_years"] == RULE_YEARS), None)
    if row is None or row["verdict"] is None:
        return (
            _("Verdict : impossible à rendre.") + " " + why(row["obstacle"] if row else "no_ratio")
        )
    return {
        "reached": _("Verdict : la cible est atteinte."),
        "on_track": _("Verdict : sur la bonne voie."),
        "late": _("Verdict : en retard sur l'échéance choisie."),
        "never": _("Verdict : hors de portée à ce rythme."),
    }[row["verdict"]]


RULE_YEARS = 5


def decomposition(rows: Sequence[Row]) -> str:
    """State the change of the ratio and what exports and GDP did to it."""
    total = next((row for row in rows if row["component"] == "total"), None)
    if total is None or total["ratio_change"] is None:
        return why((total or {}).get("obstacle") or "no_ratio")
    return _(
        "De {début} à {fin}, le ratio varie de {points} : {exportations} par les exportations, "
        "{pib} par la croissance du PIB."
    ).format(
        début=total["first_year"],
        fin=total["last_year"],
        points=formats.points(total["ratio_change"]),
        exportations=formats.points(total["export_effect"]),
        pib=formats.points(total["gdp_effect"]),
    )


def published(rows: Sequence[Row], target: float) -> str:
    """State the last published ratio that an official page or document gives, and its trust."""
    dated = [row for row in rows if row["ref_year"] is not None]
    if not dated:
        return _("Aucun chiffre publié n'est retenu avec ce choix.")
    row = max(dated, key=lambda each: each["ref_year"])
    said = _("Dernier ratio connu : {ratio} en {année} ({éditeur} ; {confiance}).").format(
        ratio=formats.percent(row["value"]),
        année=row["ref_year"],
        éditeur=typeset(row[f"publisher_{language()}"], language()),
        confiance=catalogue.label(row["trust"], "trust").lower(),
    )
    return said + " " + gap(row["value"] - target)


def merchandise(rows: Sequence[Row]) -> str:
    """State the goods-only ratio, and that it is not the target's indicator."""
    known = [row for row in rows if row["ratio_goods_customs"] is not None]
    if not known:
        return _("Le ratio des seules marchandises n'est connu pour aucune année.")
    row = max(known, key=lambda each: each["ref_year"])
    return _(
        "En {année}, les seules marchandises vers les autres pays font {ratio} du PIB ({montant}). "
        "Ce n'est pas l'indicateur de la cible : il y manque les services et les autres provinces."
    ).format(
        année=row["ref_year"],
        ratio=formats.percent(row["ratio_goods_customs"]),
        montant=formats.money(row["goods_exports_cad"], "G"),
    )


def provinces(rows: Sequence[Row], geo: str) -> str:
    """State a province's place among those that have a ratio."""
    row = next((row for row in rows if row["geo"] == geo), None)
    ranked = sum(row["rank_ratio"] is not None for row in rows)
    if row is None or row["rank_ratio"] is None:
        return why((row or {}).get("obstacle") or "no_ratio")
    return _("Le Québec est {rang} sur {n} provinces et territoires, avec {ratio}.").format(
        rang=formats.rank(row["rank_ratio"]), n=ranked, ratio=formats.percent(row["ratio"])
    )
