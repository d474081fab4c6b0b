"""Optional sign-in through an identity provider (OIDC): off unless its settings are there.

There are no roles: all data are public, so a reader is known or is not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.auth_util import get_origin_from_redirect_uri, get_secrets_auth_section
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from dashboard.i18n import _

PREFIX = "CAP_ALA_OIDC_"
# The words of `st.login`, each set by a variable of the same name.
NAMES = ("server_metadata_url", "client_id", "client_secret", "redirect_uri", "cookie_secret")
SHORTEST_SECRET = 32


class HalfSet(Exception):
    """Some settings of the sign-in are there and some are not, or are no good: nothing starts, so
    that nobody believes that readers are asked to sign in."""


def secrets(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return what `st.App` takes as secrets; empty when the environment says nothing of a sign-in."""
    found = {name: environment.get(f"{PREFIX}{name.upper()}", "") for name in NAMES}
    if not any(found.values()):
        return {}
    missing = [f"{PREFIX}{name.upper()}" for name, text in found.items() if not text]
    if missing:
        raise HalfSet(f"Connexion à moitié réglée : donnez aussi {', '.join(missing)}.")
    if len(found["cookie_secret"]) < SHORTEST_SECRET:
        raise HalfSet(f"{PREFIX}COOKIE_SECRET demande au moins {SHORTEST_SECRET} caractères.")
    if not found["redirect_uri"].endswith("/oauth2callback"):
        raise HalfSet(f"{PREFIX}REDIRECT_URI doit finir par /oauth2callback.")
    return {"auth": found}


def is_on() -> bool:
    """Whether readers must sign in: by the environment, or by `[auth]` in secrets.toml."""
    return bool(get_secrets_auth_section())


def is_known(cookies: Mapping[str, str]) -> bool:
    """Whether a request may be answered: no sign-in is asked for, or its cookie is a reader's.

    It is the cookie that the pages go by, with its signature, age and origin.
    """
    if not is_on():
        return True
    signed = _get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)
    if signed is None:
        return False
    reader = json.loads(signed)
    return (
        reader.get("is_logged_in") is True
        and reader.get("origin") == get_origin_from_redirect_uri()
    )


def require() -> bool:
    """Stop the page at a sign-in button for a reader who is not known; say whether one signed in."""
    is_asked = is_on()
    if is_asked and not st.user.is_logged_in:
        st.title(_("Connexion"), anchor=False)
        st.markdown(
            _("Ce tableau de bord est réservé : connectez-vous avec votre compte habituel.")
        )
        st.button(_("Se connecter"), on_click=st.login, type="primary", key="sign-in")
        st.stop()
    return is_asked


def offer_leave() -> None:
    """Show who reads, one who signed in, and a way out, under the page."""
    with st.container(horizontal=True, vertical_alignment="center", key="reader"):
        name = st.user.get("name") or st.user.get("email") or ""
        st.caption(_("Connexion : {nom}").format(nom=name) if name else _("Connexion établie"))
        st.button(_("Se déconnecter"), on_click=st.logout, type="tertiary", key="sign-out")
