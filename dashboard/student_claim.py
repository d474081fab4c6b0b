"""The strategy's statement on students beside IRCC's count of the same years: two figures, two definitions."""

from __future__ import annotations

from dashboard import formats
from dashboard.blocks import Block
from dashboard.cards import in_document
from dashboard.i18n import _, language
from dashboard.indicators import ask, require
from dashboard.intervals import Row
from dashboard.selection import CANADA

TARGET = "T3"


def block() -> Block:
    """What the strategy states, what IRCC counts, and why the two are not the same figure."""
    require("target")
    result = ask("students/claim", target=TARGET, measure="stock_dec31", geo=CANADA)
    rows = result.rows
    return Block(
        key="claim",
        title=_("Que dit la stratégie, et que compte IRCC ?"),
        perimeter=_("Deux chiffres côte à côte, jamais une seule série"),
        sentence=" ".join([statement(rows[0]), count(rows[0])]) if rows else "",
        result=result,
        columns=(
            "year_from",
            "year_to",
            "claimed_growth",
            "precision",
            "first_persons",
            "first_persons_low",
            "first_persons_high",
            "persons",
            "persons_low",
            "persons_high",
            "growth",
            "growth_low",
            "growth_high",
            "status",
            f"document_{language()}",
            f"passage_{language()}",
        ),
        warning=_(
            "La stratégie, lue ici pour le Québec, ne donne ni source, ni effectifs, ni définition de "
            "l'étudiant. IRCC compte, pour tout le Canada, les titulaires d'un permis valide le 31 "
            "décembre, par citoyenneté. Ni le territoire ni la définition ne sont les mêmes : le "
            "second chiffre ne confirme ni ne dément le premier."
        ),
    )


def statement(row: Row) -> str:
    """State the strategy's own figure, with its years and where to read it."""
    said = {
        "over": _("De {début} à {fin}, la stratégie énonce une croissance de plus de {taux}"),
        "under": _("De {début} à {fin}, la stratégie énonce une croissance de près de {taux}"),
    }.get(row["precision"], _("De {début} à {fin}, la stratégie énonce une croissance de {taux}"))
    return _("{énoncé} ({document}).").format(
        énoncé=said.format(
            début=row["year_from"],
            fin=row["year_to"],
            taux=formats.percent(row["claimed_growth"], 0),
        ),
        document=in_document(row),
    )


def count(row: Row) -> str:
    """State IRCC's growth between the same years, with the bounds of rounding, or why there is none."""
    if row["growth"] is None:
        return _("Le compte d'IRCC pour les mêmes années n'a pas de croissance : {raison}.").format(
            raison=formats.missing(row["status"], long=True)
        )
    rate = formats.percent(row["growth"], 0, signed=True)
    if row["growth_low"] is not None and row["growth_high"] is not None:
        low, high = (
            formats.percent(row[name], 0, signed=True) for name in ("growth_low", "growth_high")
        )
        if low != high:
            rate = _("{taux}, entre {bas} et {haut} selon l'arrondi").format(
                taux=rate, bas=low, haut=high
            )
    return _(
        "Pour les mêmes années, le compte d'IRCC au Canada passe de {début} à {fin} personnes "
        "({taux})."
    ).format(
        début=formats.integer(row["first_persons"]), fin=formats.integer(row["persons"]), taux=rate
    )
