"""Suivi de la stratégie: what it states against what the data give, its target, figures published elsewhere."""

from dashboard import (
    blocks,
    definitions_strategy,
    filters,
    frame,
    source_cards,
    strategy,
    strategy_choices,
    strategy_published,
)
from dashboard.i18n import _
from dashboard.unavailable import Unavailable

frame.heading(
    _("Suivi de la stratégie"),
    _(
        "La stratégie territoriale de 2022 énonce des chiffres, fixe une cible et promet des mesures. "
        "Voici ce que les données ouvertes en disent, et par quelle règle."
    ),
)

part = filters.chapter(
    {
        "claims": _("Les énoncés"),
        "targets": _("La cible et les points de départ"),
        "published": _("Les chiffres publiés ailleurs"),
        "rules": _("Les règles de cette page"),
    }
)
try:
    choices = strategy_choices.choose(part)
except Unavailable as problem:
    frame.unavailable(problem)
else:
    filters.only(*strategy_choices.KEYS)
    if part == "claims":
        blocks.show(lambda: strategy.claims(choices.partners))
    elif part == "targets":
        blocks.show(strategy.targets)
        blocks.show(lambda: strategy.target_path(choices.target))
    elif part == "published":
        blocks.show(lambda: strategy_published.published(choices.partners))
    elif part == "rules":
        source_cards.definitions(definitions_strategy.verdicts())
