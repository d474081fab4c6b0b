"""Mesures de la stratégie: each measure with its state, progress by orientation, and the report."""

import streamlit as st

from dashboard import blocks, filters, frame, measures, strategy_choices, strategy_report
from dashboard.i18n import _
from dashboard.indicators import ask
from dashboard.unavailable import Unavailable

frame.heading(
    _("Mesures de la stratégie"),
    _(
        "Les mesures des trois axes et dix orientations, en libellés abrégés, avec l'état que le "
        "personnel du ministère leur donne et les séries qui les informent."
    ),
)

try:
    partners = strategy_choices.concerned(ask("strategy/measures", partners=()).rows)
except Unavailable as problem:
    frame.unavailable(problem)
else:
    filters.only("partner")
    if told := measures.refusal():
        frame.caution(told)
    blocks.show(measures.progress)
    blocks.show(lambda: measures.listed(partners))
    st.header(_("Le rapport d'avancement"), anchor="rapport")
    frame.remark(
        _(
            "Les mêmes lignes, à remettre ou à joindre : état, date, note et source de chaque mesure. "
            "Le fichier data/raw/snapshot/measure_status.csv porte les états ; une mesure qui n'y est "
            "pas est à documenter."
        )
    )
    strategy_report.buttons(ask("strategy/progress"), ask("strategy/measures", partners=()))
