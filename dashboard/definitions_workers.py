"""The words of the page on temporary workers: what is a position, a permit, a stock; no figures."""

from __future__ import annotations

from dashboard.definitions import Definition
from dashboard.i18n import _


def temporary_workers() -> tuple[Definition, ...]:
    """What is counted of temporary workers, and by whom."""
    return (
        Definition(
            "lmia",
            _("EIMT, étude d'impact sur le marché du travail"),
            _(
                "L'examen fédéral qui précède l'embauche d'un travailleur étranger temporaire : favorable, "
                "il approuve un ou plusieurs postes ; défavorable, il les refuse. Seuls les postes "
                "approuvés sont montrés ici."
            ),
        ),
        Definition(
            "position-person",
            _("Poste et personne"),
            _(
                "Un poste approuvé permet de demander un permis. Il peut rester vide, ou être occupé "
                "par plusieurs personnes l'une après l'autre : le nombre de postes ne dit pas combien "
                "de personnes sont venues."
            ),
        ),
        Definition(
            "below-rank",
            _("Sous le dernier rang publié"),
            _(
                "Le tableau par pays ne donne que les premiers rangs de chaque province. Un pays absent "
                "a au plus autant de postes que le dernier classé ; ce n'est pas un zéro."
            ),
        ),
        Definition(
            "sawp",
            _("PTAS, Programme des travailleurs agricoles saisonniers"),
            _(
                "La partie du programme agricole qui repose sur des ententes avec le Mexique et des "
                "pays des Antilles. Les travailleurs d'autres pays, comme le Guatemala, viennent par "
                "d'autres volets, dont le volet agricole."
            ),
        ),
        Definition(
            "tfwp",
            _("PTET, Programme des travailleurs étrangers temporaires"),
            _("Les permis de travail qui demandent une étude d'impact favorable."),
        ),
        Definition(
            "imp",
            _("PMI, Programme de mobilité internationale"),
            _(
                "Les permis de travail dispensés d'étude d'impact : accords, emploi après les études, "
                "conjoints, échanges. Une personne peut relever des deux programmes : ils se lisent "
                "côte à côte et ne s'additionnent pas."
            ),
        ),
        Definition(
            "stock",
            _("Stock au 31 décembre"),
            _(
                "Les titulaires dont le permis est valide ce jour-là. Les saisonniers repartis à "
                "l'automne n'y sont pas."
            ),
        ),
        Definition(
            "month-flow",
            _("Permis du mois"),
            _(
                "Les personnes dont un permis prend effet dans le mois. Une personne compte dans chaque "
                "mois où un de ses permis prend effet : additionner les mois la compterait plusieurs fois."
            ),
        ),
        Definition(
            "rounded",
            _("Arrondi et suppression"),
            _(
                "IRCC arrondit à 5 près et supprime les nombres de 0 à 5. Un nombre supprimé garde ses "
                "bornes, n'entre dans aucune variation, et rend la somme qui le contient connue "
                "entre deux bornes seulement."
            ),
        ),
    )
