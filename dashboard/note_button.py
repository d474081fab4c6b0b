"""Offers the note of a page under its heading: three files, each made at the click and not before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import builds, dates, downloads, exports, theme
from dashboard.builds import Build
from dashboard.i18n import Language, _, language, use
from dashboard.view import View

if TYPE_CHECKING:
    from dashboard.note import Note

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Order:
    """A note to be made of a view as it is on screen: in its language, on its build, on white paper."""

    view: View
    build: Build
    lang: Language
    permalink: str
    today: date

    def docx(self) -> bytes:
        """The note for Word."""
        from dashboard import note_docx

        return self._made(note_docx.docx)

    def pdf(self) -> bytes:
        """The note as PDF."""
        from dashboard import note_pdf

        return self._made(note_pdf.pdf)

    def html(self) -> bytes:
        """The note as one HTML file."""
        from dashboard import note_html

        return self._made(note_html.html)

    def file_name(self, suffix: str) -> str:
        """The page, the day and the build; no word of the reader's."""
        subject = f"note-{self.view.page or 'accueil'}"
        return exports.file_name(subject, self.today, self.build.build_id, suffix, self.lang)

    def _made(self, write: Callable[[Note], bytes]) -> bytes:
        from dashboard import note, note_pdf

        # Streamlit calls from a thread that knows neither the reader nor the build on screen.
        with use(self.lang), theme.use("light"), builds.hold(self.build):
            matter = note.matter(self.view, self.build, self.permalink, self.today)
            return write(note.fitted(matter, note_pdf.pages))


def offer(view: View) -> None:
    """Put the button in its place under the heading, if the page showed any block."""
    if view.place is None or not view.blocks:
        return
    order = Order(
        view,
        builds.current(),
        language(),
        downloads.permalink(),
        dates.here(datetime.now(UTC)),
    )
    with view.place:
        _button(order)


@st.fragment
def _button(order: Order) -> None:
    """The button, and the three files under it once it is pressed: a change of choice waits for none."""
    pressed = st.popover(
        _("Note d'information"), icon=":material/description:", key="note", on_change="rerun"
    )
    if not pressed.open:
        return
    files = (
        ("docx", _("Document Word (DOCX)"), order.docx, WORD),
        ("pdf", _("Document PDF"), order.pdf, "application/pdf"),
        ("html", _("Page HTML autonome"), order.html, "text/html"),
    )
    with pressed:
        st.caption(
            _("Deux pages au plus, datées d'aujourd'hui : cette vue, ses chiffres et ses sources.")
        )
        for kind, label, make, mime in files:
            st.download_button(
                label,
                data=make,
                file_name=order.file_name(kind),
                mime=mime,
                key=f"note-{kind}",
                on_click="ignore",
            )
