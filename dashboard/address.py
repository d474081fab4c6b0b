"""Keeps a widget's codes and the address of the page in step; what is dropped is said.

Streamlit's own `bind="query-params"` writes the displayed label: the address would change with the
language, and an unknown value would vanish without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.i18n import _

# What a reader may have typed in the address is shown again only as far as it is harmless.
HARMLESS = re.compile(r"[^\w.\-]")
LONGEST_SHOWN = 40
# An address can say «nothing chosen» where something is by default: `?partner=`.
NOTHING = ("",)
# The language and the guided visit are the frame's own parameters.
VISIT = "visite"
KEPT = ("lang", VISIT)

Codes = tuple[str, ...]
_MEMORY, _PAGE = "_address_", "_page"

_notices: ContextVar[DeltaGenerator | None] = ContextVar("notices", default=None)


@contextmanager
def notices_in(place: DeltaGenerator) -> Iterator[None]:
    """Say in `place`, and not above each widget, which parameters of the address were dropped."""
    token = _notices.set(place)
    try:
        yield
    finally:
        _notices.reset(token)


def enter(page: str) -> None:
    """Forget the choices of another page: two pages may have a widget of the same name."""
    if st.session_state.get(_PAGE, page) != page:
        for memory in [key for key in st.session_state if str(key).startswith(_MEMORY)]:
            st.session_state.pop(str(memory).removeprefix(_MEMORY), None)
            del st.session_state[memory]
    st.session_state[_PAGE] = page


def seed(
    label: str,
    key: str,
    options: Sequence[str],
    usual: Codes,
    *,
    most: int | None,
    many: bool = False,
) -> None:
    """Set the widget from the address when it is new (a link) or the reader went back.

    In between the widget leads: two quick choices come with the address of before the first.
    Codes of the address that are no option are dropped and said, under the widget's `label`.
    """
    current = _current(key, many=many)
    if current is not None:
        possible = tuple(code for code in current if code in options)
        if possible != current:
            _set(key, possible if many else usual, many=many)
        return
    codes, dropped = _asked(key, options, usual, most=most, many=many)
    _set(key, codes, many=many)
    _say_dropped(label, dropped)


def keep(
    label: str,
    key: str,
    options: Sequence[str],
    usual: Codes,
    *,
    most: int | None,
    many: bool = False,
) -> Codes:
    """Return the codes of a choice that has no widget in this view; they stay in the address.

    Those that a link brought and that are no option are dropped and said.
    """
    codes, dropped = _asked(key, options, usual, most=most, many=many)
    if _memory(key) not in st.session_state:
        _say_dropped(label, dropped)
    current = _current(key, many=many)  # chosen a moment ago, in the view that had the widget
    if current is not None and set(current) <= set(options):
        codes = current
    write(key, codes, usual)
    return codes


def held(key: str) -> str:
    """Return the code that a widget of one choice is about to take, before its options are known."""
    if key in st.session_state and not _went_back():
        return str(st.session_state[key] or "")
    return str(st.query_params.get(key, ""))


def write(key: str, chosen: Codes, usual: Codes) -> None:
    """Put the choice into the address; the usual choice leaves none there."""
    codes = () if chosen == usual else chosen or NOTHING
    if codes != tuple(st.query_params.get_all(key)):
        if codes:
            st.query_params[key] = list(codes)
        else:
            del st.query_params[key]
    st.session_state[_memory(key)] = codes


def only(*keys: str) -> None:
    """Clear from the address what no widget of this view reads; say so when a link brought it."""
    for key in sorted(set(st.query_params) - {*keys, *KEPT}):
        if _memory(key) in st.session_state:
            del st.session_state[_memory(key)]
        else:
            _warn(
                _("Paramètre d'adresse ignoré : `{nom}` n'est pas un filtre de cette vue.").format(
                    nom=_harmless(key)
                )
            )
        del st.query_params[key]


def _current(key: str, *, many: bool) -> Codes | None:
    """Return what the widget holds; None when it is new (a link) or the reader went back."""
    if key not in st.session_state or _went_back():
        return None
    current: Any = st.session_state[key]
    return tuple(current) if many else (current,)


def _asked(
    key: str, options: Sequence[str], usual: Codes, *, most: int | None, many: bool
) -> tuple[Codes, Codes]:
    """Return the codes that the address asks for, else the usual ones; and those that are dropped."""
    asked = tuple(st.query_params.get_all(key))
    if many and asked == NOTHING:
        return (), ()
    codes = tuple(dict.fromkeys(code for code in asked if code in options))[:most]
    return codes or usual, tuple(code for code in asked if code not in codes)


def _set(key: str, codes: Codes, *, many: bool) -> None:
    st.session_state[key] = list(codes) if many else codes[0]


def _went_back() -> bool:
    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and context.is_history_navigation


def _memory(key: str) -> str:
    return f"{_MEMORY}{key}"


def _harmless(typed: str) -> str:
    return HARMLESS.sub("·", typed)[:LONGEST_SHOWN] or "·"


def _say_dropped(name: str, codes: Codes) -> None:
    for code in codes:
        _warn(
            _("Paramètre d'adresse ignoré : « {nom} » ne peut pas valoir `{valeur}`.").format(
                nom=name, valeur=_harmless(code)
            )
        )


def _warn(sentence: str) -> None:
    (_notices.get() or st).warning(sentence, icon=":material/link_off:")
