"""Données et téléchargements: any published table, filtered, shown and taken away."""

import streamlit as st

from dashboard import catalogue, citation, downloads, filters, formats, frame, table_filters, tables
from dashboard.api import addresses
from dashboard.i18n import _, ngettext
from dashboard.indicators import ask, count, require
from dashboard.unavailable import Unavailable

PREVIEW_ROWS = 200
FIRST_TABLE = "trade_partner_monthly"

frame.heading(
    _("Données et téléchargements"),
    _(
        "Choisissez une table, filtrez-la, emportez-la : le fichier contient exactement ce que "
        "montrent les filtres, avec sa source et son empreinte."
    ),
)

try:
    cards = {card.name: card for card in catalogue.tables()}
    name = filters.one_of(
        _("Table publiée"),
        list(cards),
        key="table",
        default=FIRST_TABLE,
        labels={card.name: card.title for card in cards.values()},
        help=_("Les données d'abord, puis les listes de codes qui les expliquent."),
    )
    st.markdown(cards[name].description)
    require(name)
    chosen = table_filters.choose(cards[name])

    rows = count(f"extract/{name}", **chosen, max_rows=None)
    preview = ask(f"extract/{name}", **chosen, max_rows=PREVIEW_ROWS)
    st.subheader(
        ngettext("{n} ligne", "{n} lignes", rows).format(n=formats.integer(rows)), anchor=False
    )
    if rows:
        downloads.extract(preview, chosen | {"max_rows": None}, rows, key="extract")
    else:
        frame.hint(_("Aucune ligne ne répond à ces filtres : élargissez la période ou un choix."))
    if rows > PREVIEW_ROWS:
        st.caption(_("Aperçu : les {n} premières lignes.").format(n=PREVIEW_ROWS))
    tables.show(preview, codes=True)
    st.caption(citation.short(preview))

    st.subheader(_("Dictionnaire"), anchor=False)
    tables.dictionary(catalogue.columns(name), citation.numbers(preview))

    st.subheader(_("Lien permanent"), anchor=False)
    st.markdown(_("Cette adresse redonne la même table et les mêmes filtres, en deux langues."))
    st.code(downloads.permalink(), language=None, wrap_lines=True)
    with st.expander(_("D'où viennent ces chiffres ?")):
        citation.walk(preview)
        addresses.show(preview)
except Unavailable as problem:
    frame.unavailable(problem)
