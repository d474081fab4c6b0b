"""Vue d'ensemble: what a minister's adviser wants to see in ten seconds."""

import streamlit as st

from dashboard import (
    blocks,
    filters,
    flow_filters,
    frame,
    overview,
    overview_mobility,
    tiles,
    trade,
    trade_structure,
)
from dashboard.i18n import _
from dashboard.unavailable import Unavailable

frame.heading(
    _("Vue d'ensemble"),
    _(
        "Le commerce de marchandises du Québec avec l'Amérique latine et les Antilles : "
        "les douze derniers mois connus, comparés aux douze précédents."
    ),
)

try:
    pulse = overview.pulse()
    until = overview.last_month(pulse)
    tiles.show(overview.tiles(pulse), pulse)
    frame.say(overview.last_month_sentence(pulse))
    st.subheader(_("Étudiants et travailleurs temporaires"), anchor=False)
    tiles.show(overview_mobility.tiles(), *overview_mobility.results())
    frame.remark(overview_mobility.sources())
except Unavailable as problem:
    frame.unavailable(problem)
    st.stop()

with st.container(horizontal=True, gap="medium"):
    direction = flow_filters.direction(
        help=_("Le sens des échanges sur la carte et dans le classement.")
    )
    geo = flow_filters.geography()
filters.only("flow", "geo")

shown = trade.last_month(geo, direction, until)
left, right = st.columns([3, 2], gap="large")
with left:
    blocks.show(lambda: overview.region_map(geo, direction, shown))
with right:
    blocks.show(lambda: trade.ranking(geo, direction, "TOTAL", shown, "ala", ("MEX", "BRA")))
    blocks.show(
        lambda: trade_structure.region_share(
            overview.since_the_start(geo, direction, shown), "TOTAL"
        )
    )

st.subheader(_("De quand datent ces chiffres ?"), anchor=False)
overview.freshness()
