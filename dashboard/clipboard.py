"""A button that copies a figure's words to paste in a note: the browser does it, by our own script."""

from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.i18n import _

SCRIPT: Final = Path(__file__).parent / "clipboard.js"


def button(text: str) -> None:
    """Offer `text` to the reader's clipboard, in one click; line breaks are kept."""
    label, done = _("Copier pour une note"), _("Copié")
    failed = _("Le navigateur refuse la copie")
    st.html(
        f'<button type="button" class="copy" data-text="{escape(text)}" data-done="{escape(done)}" '
        f'data-failed="{escape(failed)}"><span aria-live="polite">{escape(label)}</span></button>'
        f"<script>{_script()}</script>",
        unsafe_allow_javascript=True,
    )


@lru_cache(maxsize=1)
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")
