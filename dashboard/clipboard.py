"""A button that copies a figure's words to paste in a note; `clipboard.js` is in the page for it."""

from html import escape

from dashboard.i18n import _


def button(text: str) -> str:
    """The button, as HTML: in one click `text` is on the reader's clipboard; line breaks are kept."""
    label, done = _("Copier pour une note"), _("Copié")
    failed = _("Le navigateur refuse la copie")
    return (
        f'<button type="button" class="copy" data-text="{escape(text)}" data-done="{escape(done)}" '
        f'data-failed="{escape(failed)}"><span aria-live="polite">{escape(label)}</span></button>'
    )
