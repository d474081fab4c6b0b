"""Comparaison de pays: two to six countries side by side on the same rows."""

import streamlit as st

from dashboard import (
    blocks,
    comparison,
    definitions,
    definitions_country,
    filters,
    frame,
    source_cards,
)
from dashboard.i18n import _
from dashboard.unavailable import Unavailable

frame.heading(
    _("Comparaison de pays"),
    _(
        "De deux à six pays sur les mêmes lignes : chacune a son unité et sa période, et dit ce qui "
        "n'est pas chargé, pas disponible ou confidentiel."
    ),
)

try:
    partners = comparison.choose()
except Unavailable as problem:
    frame.unavailable(problem)
    st.stop()

filters.only(*comparison.KEYS)
if len(partners) < comparison.LEAST:
    frame.hint(_("Choisissez au moins deux pays à comparer."))
else:
    blocks.show(lambda: comparison.facts(partners))
    for command in comparison.commands(comparison.facts(partners)):
        frame.not_loaded(
            _("Pour charger ce qui ne l'est pas : `{commande}`").format(commande=command)
        )
    blocks.show(lambda: comparison.over_time(partners))

st.header(_("Les mots de cette page"), anchor=False)
source_cards.definitions((*definitions_country.country(), *definitions.perimeter()))
