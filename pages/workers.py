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
    workers_permits,
    workers_positions,
    workers_stocks,
)
from dashboard.definitions_workers import temporary_workers
from dashboard.i18n import _
from dashboard.warehouse import Unavailable

frame.heading(
    _("Travailleurs temporaires"),
    _(
        "D'où viennent les travailleurs étrangers temporaires, pour quel travail et dans quelles "
        "régions. Un poste approuvé n'est pas une personne arrivée : chaque bloc dit ce qu'il compte."
    ),
)

try:
    choices = workers_choices.choose()
except Unavailable as problem:
    frame.unavailable(problem)
    st.stop()

filters.only(*workers_choices.KEYS)
partners, programme, year, stock = choices.partners, choices.programme, choices.year, choices.stock

st.header(_("Agriculture"), anchor=False)
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

st.header(_("Postes approuvés"), anchor=False)
if partners:
    blocks.show(lambda: workers_positions.by_country(partners))
else:
    frame.hint(_("Choisissez au moins un pays pour comparer les pays entre eux."))
blocks.show(lambda: workers_positions.ranking(year, partners))
blocks.show(workers_positions.streams)
blocks.show(lambda: workers_positions.regions(year, "tfwp"))

st.header(_("Permis de travail"), anchor=False)
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
if not workers_choices.has_months(programme):
    workers_choices.say_not_loaded(
        _("Permis par mois, {programme}").format(
            programme=workers_stocks.programme_name(programme)
        ),
        workers_permits.MONTHLY,
    )
else:
    if partners:
        blocks.show(lambda: workers_permits.months(partners, programme))
        country = workers_choices.season(choices)
        blocks.show(lambda: workers_permits.season(country, programme))
    blocks.show(lambda: workers_permits.region(programme))
if indicators.is_loaded(workers_permits.RESIDENTS):
    blocks.show(workers_permits.residents)
else:
    workers_choices.say_not_loaded(
        _("Résidents non permanents, par trimestre"), workers_permits.RESIDENTS
    )

st.header(_("Les mots de cette page"), anchor=False)
source_cards.definitions(temporary_workers())
