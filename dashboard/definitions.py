"""The words of the trade: what each measure means and how it is computed; no figures."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.i18n import _


@dataclass(frozen=True)
class Definition:
    """A term and its meaning in the reader's language; `key` is its anchor, the same in both."""

    key: str
    term: str
    meaning: str


def perimeter() -> tuple[Definition, ...]:
    """What the figures cover."""
    return (
        Definition(
            "customs-basis",
            _("Base douanière"),
            _(
                "Les échanges sont comptés quand la marchandise franchit la frontière, d'après les "
                "déclarations faites aux douanes. Les services n'y sont pas."
            ),
        ),
        Definition(
            "province-of-origin",
            _("Exportations : province d'origine"),
            _(
                "Une exportation revient à la province où la marchandise a été cultivée, extraite ou "
                "fabriquée, et non à celle d'où elle quitte le pays."
            ),
        ),
        Definition(
            "province-of-clearance",
            _("Importations : province de dédouanement"),
            _(
                "Une importation revient à la province où elle est dédouanée. Un bien dédouané en "
                "Ontario puis vendu à Montréal compte pour l'Ontario. L'Institut de la statistique du "
                "Québec corrige ce partage : ses importations diffèrent donc de celles-ci."
            ),
        ),
        Definition(
            "headline-exports",
            _("Les exportations retenues"),
            _(
                "Pour le Québec, les exportations d'origine canadienne : aucune province n'est l'origine "
                "d'une réexportation. Pour le Canada, les exportations totales, réexportations "
                "comprises. Les deux ne se comparent pas sans cette réserve."
            ),
        ),
        Definition(
            "ala",
            _("ALA, Amérique latine et Antilles"),
            _(
                "Les 33 États souverains du Mexique, de l'Amérique centrale, des Antilles et de "
                "l'Amérique du Sud. Les territoires sont tenus à part et jamais ajoutés sans le dire."
            ),
        ),
        Definition(
            "other-countries",
            _("Autres pays (OTH)"),
            _(
                "Le reste que l'éditeur ne détaille pas. Un pays absent du tableau mensuel du Québec n'a "
                "pas des échanges nuls : il est compris dans ce reste."
            ),
        ),
    )


def measures() -> tuple[Definition, ...]:
    """How the figures are computed."""
    return (
        Definition(
            "current-dollars",
            _("Dollars courants"),
            _(
                "Les valeurs sont en dollars canadiens de l'époque, sans correction de l'inflation ni des "
                "variations saisonnières."
            ),
        ),
        Definition(
            "rolling-12",
            _("Douze mois glissants"),
            _(
                "La somme des douze derniers mois connus. Elle efface les saisons et se lit chaque mois ; "
                "elle n'est donnée que si les douze mois le sont."
            ),
        ),
        Definition(
            "growth",
            _("Variation sur un an"),
            _(
                "L'écart avec la même période un an plus tôt, rapporté à celle-ci. Rien n'est écrit quand "
                "la période de départ est nulle ou manquante."
            ),
        ),
        Definition(
            "mean-growth",
            _("Croissance annuelle moyenne"),
            _(
                "Le taux constant qui mène de la première à la dernière année. Il dépend fortement des "
                "deux années choisies."
            ),
        ),
        Definition(
            "contribution",
            _("Contribution à la croissance"),
            _(
                "La variation d'un partenaire rapportée au total de la période de départ, en points de "
                "pourcentage. Les contributions de tous les partenaires s'additionnent pour donner la "
                "variation du total, aux arrondis près."
            ),
        ),
        Definition(
            "balance",
            _("Solde"),
            _("Les exportations moins les importations. Négatif, il signale un déficit."),
        ),
        Definition(
            "hhi",
            _("Indice de Herfindahl-Hirschman"),
            _(
                "La somme des carrés des parts des partenaires, de 0 à 1. Plus il est élevé, plus les "
                "échanges tiennent à peu de pays."
            ),
        ),
        Definition(
            "missing",
            _("Zéro, non disponible, confidentiel"),
            _(
                "Trois choses distinctes partout : un zéro est une valeur publiée, une donnée non "
                "disponible n'a pas été publiée, une donnée confidentielle est retenue par l'éditeur. "
                "Aucune valeur manquante n'est estimée. Une source qui ne liste que les flux non nuls dit "
                "zéro par son silence : ce zéro est rétabli dans les indicateurs."
            ),
        ),
        Definition(
            "rounding",
            _("Arrondis"),
            _(
                "Les éditeurs arrondissent les totaux et leurs parties séparément : la somme des "
                "partenaires peut s'écarter du total de quelques milliers de dollars."
            ),
        ),
    )


def editions() -> tuple[Definition, ...]:
    """Which edition of the figures is shown."""
    return (
        Definition(
            "snapshot",
            _("Instantané ou chiffres téléchargés"),
            _(
                "L'instantané est un jeu de chiffres officiels livré avec l'outil, à la date indiquée. Dès "
                "qu'une source est téléchargée chez son éditeur, ces chiffres-là remplacent ceux de "
                "l'instantané pour cette source."
            ),
        ),
        Definition(
            "revisions",
            _("Révisions"),
            _(
                "L'année en cours est révisée à chaque diffusion, les années précédentes à dates fixes. "
                "L'éditeur écrase l'édition précédente : la date de diffusion fait partie de la citation."
            ),
        ),
        Definition(
            "two-sources",
            _("Quand deux sources se recoupent"),
            _(
                "Une série vient d'une seule source, celle de plus petite priorité qui la publie. Deux "
                "sources ne sont jamais additionnées ni mêlées dans une même série."
            ),
        ),
    )
