"""The words of the page on products: codes, specialisation, technology levels; no figures."""

from __future__ import annotations

from dashboard.definitions import Definition
from dashboard.i18n import _


def products() -> tuple[Definition, ...]:
    """How products are named, compared and classed."""
    return (
        Definition(
            "harmonized-system",
            _("Système harmonisé (SH)"),
            _(
                "La classification douanière mondiale : sections, chapitres (deux chiffres), positions "
                "(quatre) et sous-positions (six). Les libellés sont ceux de l'éditeur, abrégés par lui. "
                "Les chapitres 98 et 99 sont propres au Canada : retours, petites valeurs, opérations "
                "confidentielles."
            ),
        ),
        Definition(
            "hs-revision",
            _("Révisions de 2012, 2017 et 2022"),
            _(
                "Tous les cinq ans, des codes naissent, disparaissent ou changent de sens. La source ne "
                "recalcule pas le passé : un code qui apparaît n'est pas un marché nouveau. Les codes "
                "voisins sont des successeurs possibles, sans concordance officielle."
            ),
        ),
        Definition(
            "domestic-exports",
            _("Exportations d'origine canadienne"),
            _(
                "Les produits cultivés, extraits ou fabriqués au pays. Les réexportations, qu'aucune "
                "province ne possède, n'y sont pas, ni pour le Québec ni pour le Canada."
            ),
        ),
        Definition(
            "revealed-advantage",
            _("Avantage comparatif révélé"),
            _(
                "L'indice de Balassa : la part d'un produit dans les exportations du Québec, divisée par sa "
                "part dans celles du Canada, Québec compris, vers les mêmes pays. Au-dessus de 1, le Québec "
                "est plus spécialisé. L'indice ne dit rien de la taille du flux."
            ),
        ),
        Definition(
            "growth-without",
            _("Avec et sans le plus grand produit"),
            _(
                "Quelques avions peuvent faire la variation d'une année. Elle est donc donnée aussi sans le "
                "produit le plus échangé des vingt-quatre mois, ôté des deux périodes."
            ),
        ),
        Definition(
            "technology-levels",
            _("Niveaux technologiques"),
            _(
                "La définition de l'OCDE par intensité de R-D (CITI Rév. 3, juillet 2011) : haut "
                "(aéronefs, pharmacie, ordinateurs, électronique, instruments), moyen-haut (machines, "
                "matériel électrique, véhicules, chimie), moyen-bas (métaux, plastiques, raffinage, navires), "
                "bas (aliments, bois, papier, textiles, meubles). L'OCDE classe des branches ; la table "
                "hs_technology porte ses niveaux sur des chapitres, positions et sous-positions, d'après la "
                "branche qui fait chaque produit. C'est une approximation : l'intensité est celle des pays "
                "de l'OCDE dans les années 1990, et une branche entière a un seul niveau."
            ),
        ),
        Definition(
            "unclassified",
            _("Non classé, non manufacturier"),
            _(
                "Non manufacturier : agriculture, forêt, pêche, mines, électricité, objets d'art. Non classé : "
                "ce que plusieurs branches de niveaux différents font, les déchets, les chapitres 98 et 99. "
                "La part de ce qui n'est pas classé est toujours montrée, et la part du haut et du moyen-haut "
                "a des bornes qui lui donnent toutes les places possibles."
            ),
        ),
        Definition(
            "quantity-unit",
            _("Quantités"),
            _(
                "Elles ne s'additionnent que dans une même unité. Quand l'éditeur change l'unité d'un code, "
                "la suite des quantités s'arrête ; la valeur, elle, continue."
            ),
        ),
    )
