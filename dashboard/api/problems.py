"""What can go wrong with a request of a machine, as problem documents (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.responses import Response

from dashboard.i18n import _
from dashboard.unavailable import Unavailable

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:cap-ala:problem:"
# Each kind has its status for good: programs branch on it.
STATUSES: Mapping[str, int] = {
    "unknown-parameter": 400,
    "missing-parameter": 400,
    "repeated-parameter": 400,
    "sign-in": 401,
    "unknown-address": 404,
    "unknown-indicator": 404,
    "unknown-table": 404,
    "not-loaded": 404,
    "method": 405,
    "invalid-value": 422,
    "too-large": 422,
    "internal": 500,
    "no-data": 503,
    "busy": 503,
    "too-slow": 503,
}


@dataclass
class Problem(Exception):
    """A request that is not answered: `detail` is one sentence, `more` what helps to mend it."""

    kind: str
    detail: str
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The HTTP status of its kind."""
        return STATUSES[self.kind]

    def document(self, instance: str = "") -> dict[str, Any]:
        """The members of the problem document, in the reader's language."""
        return {
            "type": f"{TYPE}{self.kind}",
            "title": title(self.kind),
            "status": self.status,
            "detail": self.detail,
            **({"instance": instance} if instance else {}),
            **self.more,
        }

    def response(self, instance: str = "") -> Response:
        """The whole answer; no cache keeps it."""
        return Response(
            orjson.dumps(self.document(instance)),
            self.status,
            {"Cache-Control": "no-store", **self.headers},
            MEDIA_TYPE,
        )


def of_unavailable(problem: Unavailable) -> Problem:
    """The problem of data that cannot be read, with the command that mends it."""
    kind = "not-loaded" if problem.reason == "not_loaded" else "no-data"
    headers = {} if kind == "not-loaded" else {"Retry-After": "60"}
    said = {"command": problem.command, "table": problem.table}
    more = {name: text for name, text in said.items() if text}
    return Problem(kind, str(problem), more, headers)


def title(kind: str) -> str:
    """What kind of problem it is, in the reader's language."""
    return {
        "unknown-parameter": _("Paramètre inconnu"),
        "missing-parameter": _("Paramètre manquant"),
        "repeated-parameter": _("Paramètre répété"),
        "sign-in": _("Connexion requise"),
        "unknown-address": _("Adresse inconnue"),
        "unknown-indicator": _("Indicateur inconnu"),
        "unknown-table": _("Table inconnue"),
        "not-loaded": _("Données non chargées"),
        "method": _("Méthode refusée"),
        "invalid-value": _("Valeur refusée"),
        "too-large": _("Réponse trop grande"),
        "internal": _("Erreur du serveur"),
        "no-data": _("Données indisponibles"),
        "busy": _("Serveur occupé"),
        "too-slow": _("Réponse trop longue à calculer"),
    }[kind]
