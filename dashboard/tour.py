"""The guided visit: a few sentences above three pages, kept in the address, left with one link."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard import prose
from dashboard.address import VISIT
from dashboard.i18n import _, language

# One stop per reader: who advises on a country, who follows the target, who takes the data away.
STOPS = ("commerce", "cible", "donnees")


def invitation() -> str:
    """The link that starts the visit, as HTML; nothing while it goes on."""
    if VISIT in st.query_params:
        return ""
    name = escape(_("Première visite ?"))
    return f'<a href="{escape(_here(visiting=True))}" target="_self">{name}</a>'


def stop(page: str) -> None:
    """Show the stop of the visit at `page` (named by its address), if the reader is on it."""
    if VISIT not in st.query_params:
        return
    links = [(_there(address), name) for address, name in _onward(page)]
    links.append((_here(visiting=False), _("Terminer la visite")))
    drawn = "".join(
        f'<a href="{escape(target)}" target="_self">{escape(name)}</a>' for target, name in links
    )
    sentences = "".join(f"<p>{escape(sentence)}</p>" for sentence in _words(page))
    name = escape(_("Visite guidée"))
    prose.html(f'<aside class="visit" aria-label="{name}">{sentences}<p>{drawn}</p></aside>')


def _words(page: str) -> tuple[str, ...]:
    return {
        "commerce": (
            _("Arrêt 1 sur 3, pour qui prépare une note sur un pays."),
            _(
                "Choisissez un partenaire : la phrase, le graphique et le tableau suivent. "
                "« Copier pour une note » emporte le chiffre avec sa source et son adresse."
            ),
        ),
        "cible": (
            _("Arrêt 2 sur 3, pour qui suit la cible."),
            _(
                "Choisissez l'année visée et la croissance du PIB : la page dit le chemin qu'il "
                "faudrait. Elle s'imprime sur une feuille."
            ),
        ),
        "donnees": (
            _("Arrêt 3 sur 3, pour qui travaille les données."),
            _(
                "Choisissez une table, filtrez-la, téléchargez-la : le fichier contient exactement "
                "les lignes filtrées, et l'adresse de la page redonne la même vue."
            ),
        ),
    }.get(
        page,
        (
            _("Chaque chiffre a sa phrase, son graphique, son tableau, ses fichiers et sa source."),
            _(
                "« D'où vient ce chiffre ? » mène jusqu'à l'éditeur ; « Définition » dit ce qui est "
                "compté. Un zéro, une donnée non disponible et une donnée confidentielle ne se "
                "confondent jamais. Trois arrêts montrent le reste :"
            ),
        ),
    )


def _onward(page: str) -> list[tuple[str, str]]:
    names = {
        "commerce": _("Préparer une note sur un pays"),
        "cible": _("Suivre la cible"),
        "donnees": _("Emporter des données"),
    }
    if page not in STOPS:
        return list(names.items())
    after = STOPS[STOPS.index(page) + 1 :][:1]
    return [(address, names[address]) for address in after]


def _there(address: str) -> str:
    return f"{address}?{urlencode({VISIT: 1} | _language())}"


def _here(*, visiting: bool) -> str:
    """Return the address of the view, with or without the visit."""
    kept = [
        (key, one)
        for key in st.query_params
        if key != VISIT
        for one in st.query_params.get_all(key)
    ]
    return "?" + urlencode([*kept, *([(VISIT, "1")] if visiting else [])])


def _language() -> dict[str, str]:
    return {"lang": "en"} if language() == "en" else {}
