"""Shows the cards of sources, and what is not loaded with the command that loads it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard import citation, formats
from dashboard.cards import Coverage, SourceCard
from dashboard.definitions import Definition
from dashboard.i18n import _


def show(card: SourceCard, coverages: Iterable[Coverage]) -> None:
    """Show one source that is loaded: who, what, which edition, how much, and how to cite it."""
    with st.container(border=True, key=f"source-{card.code}"):
        st.subheader(card.text("title"), anchor=card.code)
        st.markdown(
            ". ".join(
                [
                    ", ".join(filter(None, (card.text("publisher"), citation.numbered(card)))),
                    _sentence(citation.state(card)),
                ]
            )
            + "."
        )
        left, right = st.columns(2)
        left.markdown(_list(_facts(card)))
        right.markdown(_list((_table_name(one), _extent(one)) for one in coverages))
        st.caption(card.text("obtained"))
        st.code(citation.cite([card]), language=None, wrap_lines=True)


def not_loaded(cards: Iterable[SourceCard]) -> None:
    """List the sources of which this build holds nothing, each with its command."""
    lines = [
        _("- **{titre}** ({editeur}, {numero}) : `{commande}`").format(
            titre=card.text("title"),
            editeur=card.text("publisher"),
            numero=citation.numbered(card),
            commande=f"python -m etl refresh {card.code}",
        )
        for card in cards
    ]
    st.markdown("\n".join(lines) if lines else _("Toutes les sources connues sont chargées."))


def definitions(listed: Iterable[Definition]) -> None:
    """Show terms and their meanings."""
    for one in listed:
        st.markdown(f"**{one.term}.** {one.meaning}")


def _facts(card: SourceCard) -> list[tuple[str, str]]:
    licence, url = card.text("licence_title"), card.text("licence_url")
    page = card.text("landing_page")
    facts = [
        (_("Licence"), f"[{licence}]({url})" if url else licence),
        (_("Édition du"), formats.day(card.vintage) if card.vintage else formats.missing()),
        (_("Obtenue le"), formats.day(card.retrieved) if card.retrieved else formats.missing()),
        (_("Fréquence de diffusion"), _rhythm(str(card.facts["rhythm"]))),
        (
            _("Délai habituel"),
            _("{n} jours après la période").format(n=formats.integer(card.facts["lag_days"])),
        ),
    ]
    if page:
        facts.append((_("Page de l'éditeur"), f"[{citation.numbered(card) or page}]({page})"))
    return facts


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _rhythm(code: str) -> str:
    return {
        "monthly": _("mensuel"),
        "quarterly": _("trimestriel"),
        "annual": _("annuel"),
    }[code]


def _table_name(coverage: Coverage) -> str:
    return f"`{coverage.table}`"


def span(coverage: Coverage) -> str:
    """The first and last periods of a source in a table, in words."""
    show = formats.month if coverage.is_monthly else formats.year
    return _("de {debut} à {fin}").format(debut=show(coverage.first), fin=show(coverage.last))


def _extent(coverage: Coverage) -> str:
    return _("{n} lignes, {période}").format(
        n=formats.integer(coverage.rows), période=span(coverage)
    )


def _list(facts: Iterable[tuple[str, str]]) -> str:
    return "\n".join(
        "- " + _("{terme} : {valeur}").format(terme=term, valeur=text) for term, text in facts
    )
