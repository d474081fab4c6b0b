"""Glossaire: every term of the dashboard, in both languages."""

import streamlit as st

from dashboard import filters, frame, glossary
from dashboard.i18n import _

frame.heading(
    _("Glossaire"),
    _("Les mots du tableau de bord : leur sens, et leur nom dans l'autre langue."),
)
filters.only()

st.html(glossary.listed())
