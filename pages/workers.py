"""Travailleurs temporaires: agriculture first, then positions by country and place, then permits."""

import streamlit as st

from dashboard import (
    blocks,
    filters,
    frame,
    indicators,
    source_cards,
    workers,
    workers_choices,
    workers_months,
    workers_positions,
    workers_stocks,
)
from dashboard.definitions_workers import temporary_workers
from dashboard.i18n import _
from dashboard.unavailable import Unavailable

frame.heading(
    _("Travailleurs temporaires"),
    _(
        "D'où viennent les travailleurs étrangers temporaires, pour quel travail et dans quelles "
        "régions. Un poste approuvé n'est pas une personne arrivée : chaque bloc dit ce qu'il compte."
    ),
)

part = filters.chapter(
    {
        "agriculture": _("Agriculture"),
        "positions": _("Postes approuvés"),
        "permits": _("Permis de travail"),
        "words": _("Les mots de cette page"),
    }
)
try:
    choices = workers_choices.choose(part)
except Unavailable as problem:
    frame.unavailable(problem)
    st.stop()

filters.only(*workers_choices.KEYS)
partners, programme, year, stock = choices.partners, choices.programme, choices.year, choices.stock

if part == "agriculture":
    blocks.show(workers.agriculture)
    blocks.show(workers.primary_agriculture)
    if indicators.is_loaded(workers.COUNTED):
        blocks.show(lambda: workers.counted(partners))
    else:
        workers_choices.say_not_loaded(
            _("Travailleurs agricoles comptés par Statistique Canada, par pays de citoyenneté"),
            workers.COUNTED,
        )
    left, right = st.columns(2, gap="large")
    with left:
        blocks.show(lambda: workers_positions.regions(year, workers_positions.SEASONAL))
    with right:
        blocks.show(lambda: workers_positions.occupations(year))

elif part == "positions":
    if partners:
        blocks.show(lambda: workers_positions.by_country(partners))
    else:
        frame.hint(_("Choisissez au moins un pays pour comparer les pays entre eux."))
    blocks.show(lambda: workers_positions.ranking(year, partners))
    blocks.show(workers_positions.streams)
    blocks.show(lambda: workers_positions.regions(year, "tfwp"))

elif part == "permits":
    blocks.show(workers_stocks.stocks)
    left, right = st.columns(2, gap="large")
    with left:
        blocks.show(lambda: workers_stocks.stock_parts(programme, stock))
    with right:
        blocks.show(lambda: workers_stocks.stock_parts(workers_stocks.AGRICULTURE, stock))
    blocks.show(lambda: workers_stocks.provinces(programme, stock))
    if not workers_stocks.has_other_provinces(programme):
        workers_choices.say_not_loaded(
            _("Titulaires des autres provinces au 31 décembre"), workers_stocks.STOCK
        )
    workers_months.show(choices)

elif part == "words":
    source_cards.definitions(temporary_workers())
