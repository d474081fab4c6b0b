"""What the page on products says when trade by product is not loaded; it shows no figure."""

from __future__ import annotations

import streamlit as st

from dashboard import frame
from dashboard.i18n import _
from dashboard.unavailable import Unavailable


def explain(problem: Unavailable) -> None:
    """Say what is missing, the command that loads it, and what the page then shows."""
    frame.unavailable(problem)
    if problem.reason != "not_loaded":
        return
    st.markdown(
        _(
            "Le commerce par produit (Statistique Canada, CICM) n'est pas livré avec l'outil : il "
            "faut le télécharger, deux fichiers par année depuis 2010. Une fois chargé, cette page montre :"
        )
    )
    shown = (
        _(
            "les produits du Québec et du Canada, de la section à la sous-position (SH6), avec chaque pays"
        ),
        _("une recherche dans les libellés français et anglais, qui mène à un produit"),
        _("la variation sur un an, avec et sans le plus grand produit"),
        _("la série d'un produit, ses pays, ses quantités, et les révisions de ses codes"),
        _("l'avantage comparatif révélé du Québec face au Canada"),
        _("le contenu technologique des exportations, à côté de l'énoncé de la stratégie"),
    )
    st.markdown("\n".join(f"- {one}" for one in shown))
