"""Start the dashboard: for readers the page settings, language and navigation; for the server the app."""

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import frame, signin
from dashboard.api.routes import routes
from dashboard.i18n import _
from dashboard.server import ensure_data, middleware


def sections() -> dict[str, list[Page]]:
    """The pages of the dashboard in their menus, in the reader's language."""
    return {
        "": [
            st.Page("pages/overview.py", title=_("Vue d'ensemble"), default=True),
            st.Page("pages/openness.py", title=_("Exportations sur PIB"), url_path="cible"),
        ],
        _("Commerce"): [
            st.Page("pages/trade.py", title=_("Commerce par partenaire"), url_path="commerce"),
            st.Page("pages/products.py", title=_("Produits"), url_path="produits"),
        ],
        _("Pays"): [
            st.Page("pages/country.py", title=_("Fiche pays"), url_path="pays"),
            st.Page("pages/comparison.py", title=_("Comparaison de pays"), url_path="comparaison"),
        ],
        _("Mobilité"): [
            st.Page("pages/students.py", title=_("Étudiants"), url_path="etudiants"),
            st.Page(
                "pages/workers.py", title=_("Travailleurs temporaires"), url_path="travailleurs"
            ),
        ],
        _("Stratégie"): [
            st.Page("pages/strategy.py", title=_("Suivi de la stratégie"), url_path="strategie"),
            st.Page("pages/measures.py", title=_("Mesures de la stratégie"), url_path="mesures"),
            st.Page("pages/network.py", title=_("Réseau et jalons"), url_path="reseau"),
        ],
        _("Données"): [
            st.Page("pages/data.py", title=_("Données et téléchargements"), url_path="donnees"),
            st.Page("pages/quality.py", title=_("Qualité des données"), url_path="qualite"),
            st.Page("pages/sources.py", title=_("Sources et méthodes"), url_path="sources"),
            st.Page("pages/glossary.py", title=_("Glossaire"), url_path="glossaire"),
            st.Page(
                "pages/accessibility.py",
                title=_("Accessibilité"),
                url_path="accessibilite",
                visibility="hidden",
            ),
        ],
    }


if __name__ == "__main__":
    st.set_page_config(page_title="Cap ALA", layout="wide")
    frame.remember_language()
    menus = frame.menus(sections)
    page = st.navigation(menus | frame.unknown(menus), position="top")
    with frame.around(page.url_path):
        is_signed_in = signin.require()
        page.run()
        if is_signed_in:
            signin.offer_leave()
else:
    ensure_data()
    app = st.App(
        __file__,
        secrets=signin.secrets(),
        routes=routes(),
        middleware=middleware(),
        on_script_error=frame.failed,
    )
