"""The words of the tool itself: publishers by their initials, classifications, files; no figures."""

from __future__ import annotations

from dashboard.definitions import Definition
from dashboard.i18n import _


def publishers() -> tuple[Definition, ...]:
    """Who publishes the figures, by the initials that stand on the screen."""
    return (
        Definition(
            "ircc",
            _("IRCC"),
            _("Immigration, Réfugiés et Citoyenneté Canada : permis d'études et de travail."),
        ),
        Definition(
            "esdc",
            _("EDSC"),
            _("Emploi et Développement social Canada : postes approuvés par étude d'impact."),
        ),
        Definition(
            "isq",
            _("ISQ"),
            _("Institut de la statistique du Québec."),
        ),
        Definition(
            "meie",
            _("MEIE"),
            _("Ministère de l'Économie, de l'Innovation et de l'Énergie du Québec."),
        ),
        Definition(
            "cimt",
            _("CICM"),
            _(
                "Commerce international canadien de marchandises : la base de données de Statistique "
                "Canada qui détaille les échanges par produit et par pays."
            ),
        ),
        Definition(
            "oecd",
            _("OCDE"),
            _("Organisation de coopération et de développement économiques."),
        ),
        Definition(
            "fta",
            _("ALE"),
            _("Accord de libre-échange, ici du Canada avec un pays de la région."),
        ),
        Definition(
            "cusma",
            _("ACEUM"),
            _("Accord Canada-États-Unis-Mexique, qui a remplacé l'ALENA en 2020."),
        ),
        Definition(
            "cptpp",
            _("PTPGP"),
            _(
                "Accord de Partenariat transpacifique global et progressiste ; dans la région, il lie "
                "le Canada au Chili, au Mexique et au Pérou."
            ),
        ),
        Definition(
            "api",
            _("API, interface de programmation"),
            _(
                "Des adresses qui donnent à un programme les mêmes chiffres que les pages, en CSV ou "
                "en JSON."
            ),
        ),
    )


def classifications() -> tuple[Definition, ...]:
    """How goods, countries and the economy are named."""
    return (
        Definition(
            "noc",
            _("CNP, Classification nationale des professions"),
            _("Le nom des métiers dans les tableaux d'EDSC ; ici, celle de 2011."),
        ),
        Definition(
            "naics",
            _("SCIAN, Système de classification des industries de l'Amérique du Nord"),
            _("Le nom des branches dans les tableaux de Statistique Canada sur l'agriculture."),
        ),
        Definition(
            "gdp",
            _("PIB, produit intérieur brut"),
            _("La valeur de ce qu'un territoire produit en une année, aux prix du marché."),
        ),
        Definition(
            "napcs",
            _("SCPAN, Système de classification des produits de l'Amérique du Nord"),
            _("Les sections de produits du tableau mensuel de Statistique Canada."),
        ),
        Definition(
            "iso",
            _("Code ISO"),
            _("Les trois lettres qui nomment un pays dans l'adresse et les fichiers : MEX, BRA."),
        ),
    )


def editions() -> tuple[Definition, ...]:
    """What a figure can be walked back through, and what is taken away."""
    return (
        Definition(
            "edition",
            _("Édition"),
            _("Ce qu'un éditeur a publié un jour donné, gardé tel quel avec son reçu."),
        ),
        Definition(
            "receipt",
            _("Reçu"),
            _("L'adresse, le moment, la taille et l'empreinte d'un fichier téléchargé."),
        ),
        Definition(
            "build",
            _("Construction"),
            _(
                "Toutes les tables publiées d'un même geste, nommées par une empreinte : mêmes "
                "entrées, même empreinte."
            ),
        ),
        Definition(
            "files",
            _("CSV, XLSX et Parquet"),
            _(
                "Trois formats du même tableau : texte (virgule décimale pour Excel en français, ou "
                "RFC 4180 pour les machines), classeur, et colonnes typées pour l'analyse."
            ),
        ),
    )
