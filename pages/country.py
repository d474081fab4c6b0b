"""Fiche pays: what an adviser needs to write a note on a country, in the order of the note."""

import streamlit as st

from dashboard import (
    blocks,
    country,
    country_choices,
    definitions,
    definitions_country,
    filters,
    frame,
    source_cards,
    tiles,
    view,
)
from dashboard.i18n import _
from dashboard.narrative import partner
from dashboard.unavailable import Unavailable

frame.heading(
    _("Fiche pays"),
    _(
        "Un pays sur une page : échanges, produits, étudiants, travailleurs, économie, accords. "
        "Ce qui manque le dit, avec la commande qui le charge."
    ),
)

try:
    sheet = country_choices.choose()
except Unavailable as problem:
    frame.unavailable(problem)
    st.stop()

filters.only(*country_choices.KEYS)
sections = country.sections(sheet)
st.header(partner(sheet.partner), anchor=False)
view.about(_("Fiche pays : {pays}").format(pays=partner(sheet.partner)))
with st.container(key="sheet-tiles"):
    tiles.show(country.tiles(sheet), country.facts(sheet))
frame.remark(country.sources(sheet))
st.markdown(" · ".join(f"[{one.title}](#{one.key})" for one in sections))
for section in sections:
    st.header(section.title, anchor=section.key)
    if section.key == "echanges" and country.gap(sheet):
        frame.not_loaded(country.gap(sheet))
    for make in section.makers:
        blocks.show(make)

st.header(_("Les mots de cette page"), anchor=False)
source_cards.definitions((*definitions_country.country(), *definitions.perimeter()))
