"""The frame around every page: language, masthead, the page's own heading, footer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from html import escape
from urllib.parse import unquote, urlencode, urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import (
    address,
    builds,
    dates,
    downloads,
    formats,
    i18n,
    note_button,
    notices,
    openings,
    prose,
    theme,
    tour,
    view,
)
from dashboard.i18n import Language, _, language
from dashboard.unavailable import Unavailable

_menus: dict[Language, dict[str, list[Page]]] = {}


def remember_language() -> None:
    """Keep the language over page changes, which drop it from the address; French by default."""
    asked = st.query_params.get("lang")
    if asked is None and st.session_state.get("lang") == "en":
        st.query_params["lang"] = "en"
    elif asked == "en":
        st.session_state["lang"] = "en"
    else:
        st.session_state["lang"] = "fr"
        if asked is not None:
            del st.query_params["lang"]


def menus(declared: Callable[[], dict[str, list[Page]]]) -> dict[str, list[Page]]:
    """The pages that `declared` gives, by the name of their menu, in the reader's language.

    They are made once for each language, as Streamlit looks for the file of each, and copied for
    each run, as it marks the one that it runs.
    """
    spoken = language()
    if spoken not in _menus:
        _menus[spoken] = declared()
    return {name: [copy(page) for page in pages] for name, pages in _menus[spoken].items()}


def unknown(sections: Mapping[str, Sequence[Page]]) -> dict[str, list[Page]]:
    """The first section, and in it a page for an address that no page of `sections` answers to,
    if the reader came with such a one.

    Without it Streamlit shows a dialog in English over the first page.
    """
    first, *_others = sections
    name = unquote(urlsplit(st.context.url or "").path).rpartition("/")[2]
    if name in {"", *(page.url_path for pages in sections.values() for page in pages)}:
        return {}

    def show() -> None:
        st.title(_("Page introuvable"), anchor=False)
        st.markdown(_("Aucune page n'est à cette adresse. En voici le sommaire :"))
        for page in (page for pages in sections.values() for page in pages):
            st.page_link(page)

    lost = st.Page(show, title=_("Page introuvable"), url_path=name, visibility="hidden")
    return {first: [*sections[first], lost]}


@contextmanager
def around(page: str) -> Iterator[None]:
    """Set the page (named by its address) between its masthead and its footer."""
    address.enter(page)
    # Neither changes during a run; to find them in the session each time takes a tenth of it.
    with (
        i18n.use(language()),
        theme.use(theme.kind()),
        builds.one_view(),
        view.of(page) as shown,
    ):
        theme.apply()
        place, masthead = st.empty(), _masthead()
        prose.html(masthead, place)
        tour.stop(page)
        try:
            yield
        finally:
            # Widgets have written the address by now: the link to the other language keeps the view.
            if masthead != (now := _masthead()):
                prose.html(now, place)
            note_button.offer(shown)
            _footer()


def heading(title: str, lead: str, on_paper: str | None = None) -> None:
    """Open a page: pin the build it shows, then its title, what it answers, and what is late.

    `on_paper` stands in a note for a `lead` that speaks of what can be clicked. Without a build
    that can be read the page stops here and names the command that makes one.
    """
    st.title(title, anchor=False)
    st.markdown(lead)
    place = st.empty()
    try:
        builds.pin(openings.ready())
    except Unavailable as problem:
        unavailable(problem)
        st.stop()
    told = notices.sentences()
    view.head(title, lead if on_paper is None else on_paper, told, place)
    lines = "".join(f"<p>{prose.marked(sentence)}</p>" for sentence in told)
    notice = f'<div class="notice">{lines}</div>' if told else ""
    # The titles of blocks are of the third level: this is the second, seen from the page itself.
    content = escape(_("Contenu de la page"))
    prose.html(f'{notice}<h2 class="unseen">{content}</h2>')


def unavailable(problem: Unavailable) -> None:
    """Say in the reader's words what cannot be shown, and the command that mends it, if one does."""
    if not problem.command:
        not_loaded(str(problem))
        return
    not_loaded(
        _("{phrase} Pour y remédier : `{commande}`").format(
            phrase=str(problem), commande=problem.command
        )
    )


def not_loaded(text: str) -> None:
    """Say what is not loaded and the command that loads it; a note of the page says it too."""
    view.missing(text)
    st.info(text, icon=":material/info:")


def say(text: str) -> None:
    """Write a sentence of fact."""
    st.markdown(prose.words(text))


def remark(text: str) -> None:
    """Write a line of context in small type."""
    st.caption(prose.words(text))


def caution(text: str) -> None:
    """Write a warning that belongs to a figure."""
    prose.html(f'<p class="caution">{prose.marked(text)}</p>')


def failed(_error: Exception) -> bool:
    """Say in the reader's language that a page failed; the details are in the server's log."""
    st.error(
        _(
            "Cette page n'a pas pu être affichée. Rechargez-la ; si cela se reproduit, donnez "
            "son adresse à la personne qui tient le tableau de bord."
        ),
        icon=":material/error:",
    )
    return True


def hint(text: str) -> None:
    """Fill an empty place with what to do there."""
    st.info(text, icon=":material/info:")


def _masthead() -> str:
    other, label = ("fr", "Français") if language() == "en" else ("en", "English")
    kept = [(k, v) for k in st.query_params if k != "lang" for v in st.query_params.get_all(k)]
    query = urlencode([*kept, *([("lang", "en")] if other == "en" else [])])
    scope = escape(_("Québec × Amérique latine et Antilles"))
    return (
        '<div class="masthead">'
        f'<p class="product"><strong>Cap ALA</strong> '
        f"<span>{scope}</span></p><p>"
        f"{tour.invitation()}"
        f'<a class="language" href="?{escape(query)}" lang="{other}" hreflang="{other}" '
        f'target="_self">{label}</a></p></div>'
    )


def _footer() -> None:
    # Relative: from any page, and under any prefix, these stand beside the page.
    query = "?lang=en" if language() == "en" else ""
    links = "".join(
        f'<a href="{address}{query}" target="_self">{escape(name)}</a>'
        for address, name in (
            ("glossaire", _("Glossaire")),
            ("accessibilite", _("Accessibilité")),
            ("sources", _("Sources et méthodes")),
        )
    )
    # On paper, the address stands in for the links.
    st.html(
        f'<footer class="colophon"><p>{escape(_built())}</p><p>{links}</p>'
        f'<p class="on-paper">{escape(downloads.permalink())}</p></footer>'
    )


def _built() -> str:
    try:
        shown = builds.current()
    except Unavailable:
        return _("Aucune donnée n'est construite.")
    built = datetime.fromisoformat(shown.built_at)
    return _(
        "Données construites le {jour}, construction {code}. "
        "Chaque chiffre se remonte jusqu'à la page de son éditeur."
    ).format(jour=formats.day(dates.here(built)), code=shown.build_id)
