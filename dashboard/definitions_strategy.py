"""The written rules of the strategy's follow-up, as the build holds them; no figures."""

from __future__ import annotations

from dashboard.cards import in_language
from dashboard.definitions import Definition
from dashboard.i18n import _
from dashboard.indicators import ask


def verdicts() -> tuple[Definition, ...]:
    """Each verdict with the rule by which it is given, then the rule of the years."""
    rules = tuple(
        Definition(
            row["verdict"],
            in_language(row["name_fr"], row["name_en"]),
            in_language(row["rule_fr"], row["rule_en"]),
        )
        for row in ask("catalogue/verdicts").rows
    )
    return (
        *rules,
        Definition(
            "stated-words",
            _("« Plus de », « près de »"),
            _(
                "« Plus de 3,16 G$ » va de 3,16 jusqu'au prochain chiffre imprimé, 3,17. « Près de "
                "13 000 » va du chiffre précédent, 12 000, jusqu'à 13 000."
            ),
        ),
        Definition(
            "stated-year",
            _("L'année d'un énoncé"),
            _(
                "Quand la stratégie ne dit pas l'année, 2020 est retenue et 2019 admise ; l'année qui "
                "répond est écrite à côté de la valeur."
            ),
        ),
    )
