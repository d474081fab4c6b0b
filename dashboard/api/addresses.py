"""The address of an answer for machines, as the page that shows the answer gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from dashboard.api import parameters
from dashboard.i18n import _
from dashboard.indicators import Result
from dashboard.queries import Query

ROOT = "/api/v1"


def base_path() -> str:
    """What the server's own addresses start with: empty, or `/` and the path it is served under."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def of(path: str) -> str:
    """An address of the interface (`openapi.json`), with the server's name as the reader's browser
    knows it."""
    page = urlsplit(st.context.url or "")
    server = f"{page.scheme}://{page.netloc}" if page.netloc else ""
    return f"{server}{base_path()}{ROOT}/{path}"


def series(result: Result, columns: Sequence[str] = ()) -> str:
    """The address of an answer as CSV: the same rows, and the columns as displayed."""
    asked = parameters.query_string(result.indicator, result.params, columns)
    return of(f"series.csv?{asked}")


def table(query: Query, params: Mapping[str, Any], dialect: str = "") -> str:
    """The address that sends the rows of an extract as CSV, whatever their number."""
    said = parameters.query_string(query, params).partition("&")[2]
    asked = "&".join(part for part in (dialect and f"dialect={dialect}", said) if part)
    place = of(f"tables/{query.name.removeprefix('extract/')}.csv")
    return f"{place}?{asked}" if asked else place


def show(result: Result, columns: Sequence[str] = ()) -> None:
    """Show the address that gives this very answer again, to copy into a note or a program."""
    st.markdown("**" + _("La même réponse, par son adresse") + "**")
    st.markdown(
        _(
            "Elle donne ces lignes et ces colonnes en CSV ; avec `series.json`, en JSON. "
            "[Toute l'interface de programmation]({adresse}) (OpenAPI)."
        ).format(adresse=of("openapi.json"))
    )
    st.code(series(result, columns), language=None, wrap_lines=True)


def explain() -> None:
    """Say what can be asked by address, and where it is described."""
    st.markdown(
        _(
            "Un programme, ou une note, peut redemander chaque réponse des pages : son adresse est "
            "sous le bloc, à la face « D'où vient ce chiffre ? ». Une réponse est entière ou "
            "refusée, avec la raison ; elle ne change qu'avec les données."
        )
    )
    lines = (
        (_("Les indicateurs, leurs paramètres et leurs colonnes"), "indicators"),
        (_("Les tables publiées, en Parquet"), "tables"),
        (_("La description de l'interface de programmation (OpenAPI)"), "openapi.json"),
    )
    st.markdown("\n".join(f"- [{words}]({of(path)})" for words, path in lines))
