"""The accessibility statement: what the tests hold, what they do not, in words; no result is computed here."""

from __future__ import annotations

from dashboard.i18n import _

Part = tuple[str, tuple[str, ...]]


def statement() -> tuple[Part, ...]:
    """The parts of the statement, each a title and its points.

    What is said to be tested is what tests/browser/test_accessibility.py and test_keyboard.py do.
    """
    return (
        (
            _("Ce qui est vérifié à chaque changement"),
            (
                _(
                    "Chaque page, en français et en anglais, passe les règles automatiques d'axe-core "
                    "(WCAG 2.0, 2.1 et 2.2, niveaux A et AA) : en clair et en sombre, sur un écran de "
                    "bureau et sur un téléphone. Les exceptions sont dites plus bas."
                ),
                _(
                    "Aucune page ne défile de côté à 320 pixels de large, ni sur un écran de bureau "
                    "agrandi à 200 %."
                ),
                _(
                    "Trois tâches se font au clavier seul : choisir un pays et copier un chiffre, "
                    "déplacer la croissance du PIB sur la page de la cible, filtrer une table et la "
                    "télécharger. Le premier arrêt du clavier mène au contenu."
                ),
                _(
                    "Les couleurs des textes et des tracés sont mesurées dans les deux thèmes : 4,5 pour "
                    "1 et 3 pour 1 au moins. Les séries ont aussi leur tireté et leur marque, et restent "
                    "distinctes pour les daltoniens."
                ),
                _("Aucun mot anglais du tableau de bord ne reste sur une page française."),
            ),
        ),
        (
            _("Comment lire un graphique sans le voir"),
            (
                _(
                    "Le graphique est décrit par la phrase qui le précède : le constat et sa période."
                ),
                _(
                    "La face « Tableau » donne les mêmes valeurs, et la face « Télécharger » les mêmes "
                    "lignes en fichier : aucune n'est réservée au survol de la souris."
                ),
            ),
        ),
        (
            _("Ce qui manque encore"),
            (
                _(
                    "Aucun essai n'a encore été fait avec des personnes handicapées, ni avec les lecteurs "
                    "d'écran JAWS, NVDA et VoiceOver."
                ),
                _(
                    "Les tableaux sont dessinés par un composant de Streamlit (glide-data-grid) : il "
                    "donne aux lecteurs d'écran les lignes en vue et non toutes. Le fichier CSV les a "
                    "toutes."
                ),
                _(
                    "Les règles automatiques ne voient pas les textes d'un graphique ; leurs couleurs "
                    "sont mesurées à part."
                ),
                _(
                    "Streamlit parle anglais : ses mots sont remplacés dans la page française par une "
                    "liste tenue à la main. Un mot que la liste ne connaît pas apparaîtrait en anglais "
                    "([demande 1353 de Streamlit](https://github.com/streamlit/streamlit/issues/1353))."
                ),
                _(
                    "Sur un téléphone, les groupes du menu de Streamlit coupent en deux la liste de "
                    "liens qui les contient : un lecteur d'écran peut mal en compter les éléments. Une "
                    "liste ouverte, elle, se place hors de la zone principale de la page."
                ),
                _("Aucun audit indépendant n'a été fait."),
            ),
        ),
        (
            _("Nous écrire"),
            (
                _(
                    "L'adresse de la personne à joindre est à inscrire ici par l'organisation qui met le "
                    "tableau de bord en service ; elle n'est pas encore connue."
                ),
            ),
        ),
    )
