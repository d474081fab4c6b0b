"""A button that copies a figure's words to paste in a note; `clipboard.js` is in the page for it."""

from html import escape

import streamlit as st

from dashboard.i18n import _


def button(text: str) -> None:
    """Offer `text` to the reader's clipboard, in one click; line breaks are kept."""
    label, done = _("Copier pour une note"), _("Copié")
    failed = _("Le navigateur refuse la copie")
    st.html(
        f'<button type="button" class="copy" data-text="{escape(text)}" data-done="{escape(done)}" '
        f'data-failed="{escape(failed)}"><span aria-live="polite">{escape(label)}</span></button>'
    )
