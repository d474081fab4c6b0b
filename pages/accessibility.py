"""Accessibilité: what was tested, how, what is known to be lacking."""

import streamlit as st

from dashboard import accessibility, filters, frame
from dashboard.i18n import _

frame.heading(
    _("Accessibilité"),
    _("Ce qui est vérifié, comment, et ce qui manque encore. La norme visée est SGQRI 008 3.0."),
)
filters.only()

for title, points in accessibility.statement():
    st.header(title, anchor=False)
    st.markdown("\n".join(f"- {point}" for point in points))
