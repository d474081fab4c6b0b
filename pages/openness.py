"""Exportations sur PIB: where we are, what it would take, are we on the way to the target."""

import streamlit as st

from dashboard import (
    blocks,
    filters,
    frame,
    openness,
    openness_choices,
    openness_published,
    openness_tiles,
    tiles,
    trade_structure,
)
from dashboard.i18n import _
from dashboard.unavailable import Unavailable

what = _(
    "La cible : que les exportations de biens et de services, vers les autres pays et les "
    "autres provinces, fassent la moitié du PIB du Québec. Le plan ne fixe pas d'échéance."
)
here = _("L'année visée se choisit ici.")
frame.heading(_("Exportations sur PIB"), f"{what} {here}", on_paper=what)

try:
    choices = openness_choices.choose()
    known = openness_tiles.results(choices.target, choices.points)
    tiles.show(openness_tiles.tiles(choices.target, choices.points), *known)
except Unavailable as problem:
    frame.unavailable(problem)
    st.stop()

filters.only(*openness_choices.KEYS)
target, year = choices.target, choices.year
trusts = openness_published.TRUSTS[choices.points]

# Printed, this page holds on one sheet: figures, sentences, and the first chart.
with st.container(key="one-page"):
    if openness.is_loaded():
        blocks.show(lambda: openness.series(target))
    else:
        openness_choices.say_what_is_missing()
        blocks.show(lambda: openness_published.points(target, choices.points))
    blocks.show(lambda: openness.path(target, year, choices.gdp_growth, trusts))
    blocks.show(lambda: openness.pace(target, year))
    if openness.is_loaded():
        blocks.show(lambda: openness.decomposition(*choices.between))
        blocks.show(lambda: openness.provinces(choices.between[1]))
        blocks.show(lambda: openness_published.points(target, choices.points))
    blocks.show(openness_published.levels)
    blocks.show(lambda: openness_published.merchandise(target))
    blocks.show(lambda: trade_structure.diversification(choices.trade, "TOTAL"))
    blocks.show(lambda: trade_structure.region_share(choices.trade, "TOTAL"))
