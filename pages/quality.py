"""Qualité des données: what is late, what the checks found, what the last editions changed."""

import streamlit as st

from dashboard import blocks, catalogue, filters, frame, quality, revisions
from dashboard.i18n import _
from dashboard.unavailable import Unavailable

frame.heading(
    _("Qualité des données"),
    _(
        "Ce qui est en retard, ce que les contrôles ont trouvé, et ce que la dernière édition de "
        "chaque source a changé."
    ),
)

blocks.show(quality.calendar)

st.header(_("Actualisation"), anchor="refresh")
try:
    quality.refusals()
except Unavailable as problem:
    frame.unavailable(problem)

st.header(_("Contrôles"), anchor="checks")
blocks.show(quality.checks)
try:
    quality.offenders()
except Unavailable as problem:
    frame.unavailable(problem)

st.header(_("Révisions"), anchor="revisions")
blocks.show(revisions.editions)
try:
    table = filters.one_of(
        _("Table"),
        revisions.tables(),
        key="table",
        labels=catalogue.labels("table"),
        help=_("Les tables dont deux éditions ont été comparées."),
    )
    known = {one.key: one for one in revisions.series(table)}
    if known:
        blocks.show(lambda: revisions.largest(table))
        chosen = filters.one_of(
            _("Série"),
            list(known),
            key="series",
            labels={key: one.words for key, one in known.items()},
            help=_("Les séries dont une valeur a changé, les plus révisées d'abord."),
        )
        blocks.show(lambda: revisions.as_published(known[chosen]))
    filters.only("table", "series")
except Unavailable as problem:
    frame.unavailable(problem)
    filters.only()
