"""What is said of data that cannot be read, in the reader's language; it reads none."""

from __future__ import annotations

from dashboard.i18n import _

BUILD_COMMAND = "python -m etl build"


class Unavailable(Exception):
    """A table cannot be read; `str()` is one sentence in the reader's language, `command` mends it
    (empty when settings do)."""

    def __init__(self, reason: str, table: str = "", command: str = BUILD_COMMAND) -> None:
        super().__init__(reason, table, command)
        self.reason, self.table, self.command = reason, table, command

    def __str__(self) -> str:
        sentences = {
            "no_build": _("Les données ne sont pas encore construites."),
            "unreadable": _(
                "La description de la construction en place (build.json) est illisible."
            ),
            "older": _("Cette construction des données est plus ancienne que le tableau de bord."),
            "missing": _("La table {table} manque dans cette construction des données."),
            "damaged": _("La table {table} est illisible : le fichier est endommagé."),
            "short": _("La table {table} ne couvre pas encore douze mois de suite."),
            "not_loaded": _("La table {table} ne contient encore aucune donnée."),
            "not_loaded_for": _("La table {table} ne contient rien sur ce pays."),
            "store_unreachable": _("Le dépôt des données (CAP_ALA_STORE) ne répond pas."),
            "store_forbidden": _(
                "Le dépôt des données (CAP_ALA_STORE) refuse l'accès : clés ou droits."
            ),
            "store_no_bucket": _(
                "Le dépôt des données (CAP_ALA_STORE) nomme un seau qui n'existe pas."
            ),
            "store_address": _(
                "L'adresse du dépôt des données (CAP_ALA_STORE) ne se comprend pas."
            ),
            "store_empty": _("Le dépôt des données (CAP_ALA_STORE) ne contient encore rien."),
            "store_damaged": _(
                "La construction du dépôt des données (CAP_ALA_STORE) est endommagée."
            ),
            "store_disk": _(
                "La copie locale du dépôt des données ne peut pas s'écrire sur le disque."
            ),
            "silent_spark": _("Le serveur Spark que nomme CAP_ALA_SPARK ne répond pas."),
            "no_spark": _(
                "CAP_ALA_SPARK demande Spark, mais pyspark ou sqlglot n'est pas installé."
            ),
        }
        return sentences[self.reason].format(table=self.table)
