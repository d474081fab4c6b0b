"""Sources et méthodes: every source and its edition, every definition, and what is not loaded."""

import streamlit as st

from dashboard import (
    catalogue,
    definitions,
    definitions_students,
    definitions_workers,
    filters,
    frame,
    source_cards,
    tables,
)
from dashboard.api import addresses
from dashboard.i18n import _
from dashboard.indicators import ask
from dashboard.unavailable import Unavailable

frame.heading(
    _("Sources et méthodes"),
    _(
        "D'où viennent les chiffres, de quelle édition, sous quelle licence, et ce que les mots "
        "veulent dire."
    ),
)
filters.only()

try:
    cards = catalogue.sources()
    coverage = catalogue.coverage()
    st.header(_("Sources chargées"), anchor="sources")
    for card in cards:
        if card.is_loaded:
            source_cards.show(card, [one for one in coverage if one.source == card.code])

    st.header(_("Ce qui n'est pas chargé"), anchor="not-loaded")
    st.markdown(
        _(
            "Aucun chiffre n'est inventé pour combler un manque. Ces commandes téléchargent chaque "
            "source chez son éditeur, puis reconstruisent les tables."
        )
    )
    source_cards.not_loaded(card for card in cards if not card.is_loaded)
except Unavailable as problem:
    frame.unavailable(problem)

st.header(_("Définitions"), anchor="definitions")
st.subheader(_("Ce que couvrent les chiffres"), anchor="perimeter")
source_cards.definitions(definitions.perimeter())
st.subheader(_("Comment ils sont calculés"), anchor="measures")
source_cards.definitions(definitions.measures())
st.subheader(_("Étudiants"), anchor="students")
source_cards.definitions(definitions_students.students())
st.subheader(_("Travailleurs temporaires"), anchor="workers")
source_cards.definitions(definitions_workers.temporary_workers())
st.subheader(_("De quelle édition"), anchor="editions")
source_cards.definitions(definitions.editions())

for title, question, columns in (
    (_("Flux"), "catalogue/flows", ("flow", "name", "meaning")),
    (_("États d'une observation"), "catalogue/statuses", ("status", "statcan_symbol", "name")),
):
    st.subheader(title, anchor=columns[0])
    try:
        tables.in_language(ask(question), columns)
    except Unavailable as problem:
        frame.unavailable(problem)

st.header(_("Les chiffres pour les programmes (API)"), anchor="api")
addresses.explain()
