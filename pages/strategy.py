"""Suivi de la stratégie: what it states against what the data give, its target, figures published elsewhere."""

import streamlit as st

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
from dashboard.warehouse import Unavailable

frame.heading(
    _("Suivi de la stratégie"),
    _(
        "La stratégie territoriale de 2022 énonce des chiffres, fixe une cible et promet des mesures. "
        "Voici ce que les données ouvertes en disent, et par quelle règle."
    ),
)

try:
    choices = strategy_choices.choose()
except Unavailable as problem:
    frame.unavailable(problem)
else:
    filters.only(*strategy_choices.KEYS)
    st.header(_("Les énoncés"), anchor="enonces")
    blocks.show(lambda: strategy.claims(choices.partners))
    st.header(_("La cible et les points de départ"), anchor="cible")
    blocks.show(strategy.targets)
    blocks.show(lambda: strategy.target_path(choices.target))
    st.header(_("Les chiffres publiés ailleurs"), anchor="publies")
    blocks.show(lambda: strategy_published.published(choices.partners))

st.header(_("Les règles de cette page"), anchor=False)
source_cards.definitions(definitions_strategy.verdicts())
