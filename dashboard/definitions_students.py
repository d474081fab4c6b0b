"""The words of the page on students: who is counted, where, and what is rounded or hidden; no figures."""

from __future__ import annotations

from dashboard.definitions import Definition
from dashboard.i18n import _


def students() -> tuple[Definition, ...]:
    """What is counted of students, and what hides between two bounds."""
    return (
        Definition(
            "unique-persons",
            _("Personnes distinctes de l'année"),
            _(
                "Les personnes dont un permis d'études a pris effet dans l'année, comptées une fois par "
                "l'éditeur lui-même. La somme des mois, où une même personne peut revenir, en compterait "
                "davantage."
            ),
        ),
        Definition(
            "student-stock",
            _("Titulaires au 31 décembre"),
            _(
                "Les personnes dont le permis d'études est valide ce jour-là, quelle que soit l'année où "
                "il a pris effet. Ce nombre ne se compare pas à celui de l'année."
            ),
        ),
        Definition(
            "citizenship-residence",
            _("Citoyenneté et résidence"),
            _(
                "Le pays d'un permis d'études est celui de la citoyenneté, et non celui où la personne "
                "vivait. La province est celle de la destination prévue ; dans le fichier du "
                "postsecondaire, celle de l'établissement."
            ),
        ),
        Definition(
            "rounded-to-5",
            _("Arrondi à 5"),
            _(
                "IRCC arrondit chaque nombre au multiple de 5 le plus proche : un nombre publié est exact "
                "à 2 près, et une somme de pays l'est à 2 près par pays. Sur de petits nombres, une "
                "variation peut n'être que de l'arrondi."
            ),
        ),
        Definition(
            "suppressed-0-5",
            _("Supprimé (0 à 5)"),
            _(
                "IRCC supprime les nombres de 0 à 5. Un nombre supprimé n'est ni un zéro ni une donnée "
                "qui manque : il garde ses bornes, n'entre dans aucune variation, et la somme qui le contient "
                "n'est connue qu'entre deux bornes. Un zéro publié reste un zéro."
            ),
        ),
        Definition(
            "study-level-sum",
            _("Niveaux d'études"),
            _(
                "Une personne peut avoir dans l'année des permis à deux niveaux ; elle compte alors une "
                "fois à chacun. La somme des niveaux dépasse donc le total."
            ),
        ),
    )
