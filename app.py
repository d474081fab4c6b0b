"""Start the dashboard: for readers the page settings, language and navigation; for the server the app."""

import streamlit as st

from dashboard import frame
from dashboard.i18n import _
from dashboard.server import ensure_data, middleware

if __name__ == "__main__":
    st.set_page_config(page_title="Cap ALA", layout="wide")
    frame.remember_language()
    sections = {
        "": [
            st.Page("pages/overview.py", title=_("Vue d'ensemble"), default=True),
            st.Page("pages/openness.py", title=_("Exportations sur PIB"), url_path="cible"),
        ],
        _("Commerce"): [
            st.Page("pages/trade.py", title=_("Commerce par partenaire"), url_path="commerce"),
        ],
        _("Mobilité"): [
            st.Page("pages/students.py", title=_("Étudiants"), url_path="etudiants"),
            st.Page(
                "pages/workers.py", title=_("Travailleurs temporaires"), url_path="travailleurs"
            ),
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
    page = st.navigation(sections | frame.unknown(sections), position="top")
    with frame.around(page.url_path):
        page.run()
else:
    ensure_data()
    app = st.App(__file__, middleware=middleware(), on_script_error=frame.failed)
