"""Words of ours: those of a block come with the page's title, before any other script is asked for.

What writes `st.html`, and what reads HTML in `st.markdown`, are scripts of their own: on a first
visit such words may wait until the charts' script has run, two seconds on a slow machine
(benchmarks/RESULTS.md). Figures are told in Markdown; HTML is for what Markdown cannot draw.
"""

from __future__ import annotations

import re
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_TABLE = re.compile(r"\b\d\d-\d\d-\d{4}-\d\d\b")
_COMMAND = re.compile(r"(python -m etl [a-z]+(?: [a-z0-9]+_\w+)?)")


def literal(text: str) -> str:
    """Write a text in Markdown where each of its signs stands for itself (a dollar is a dollar)."""
    return _PUNCTUATION.sub(r"\\\1", text)


def words(text: str) -> str:
    """Write a text as `literal` does, and the commands in it as code."""
    parts = enumerate(_COMMAND.split(text))  # every other one is a command
    return "".join(f"`{part}`" if at % 2 else literal(part) for at, part in parts)


def marked(text: str) -> str:
    """Write a text in HTML: the commands in it as code, the numbers of tables in one piece."""
    coded = _COMMAND.sub(r"<code>\1</code>", escape(text))
    return _TABLE.sub(r'<span class="whole">\g<0></span>', coded)


def opening(title: str, scope: str, finding: str, caution: str) -> None:
    """Write the words that open a block; those that are empty are left out."""
    scope = scope.replace(" · ", "\N{NO-BREAK SPACE}· ")  # no line begins with a point
    # One element, not four: each is sent, and drawn, at every change.
    said = (("### {}", title), ("*{}*", scope), ("{}", finding), ("> {}", caution))
    st.markdown("\n\n".join(form.format(words(text)) for form, text in said if text))


def html(text: str, place: DeltaGenerator | None = None) -> None:
    """Write HTML, what it quotes escaped, here or in `place`, before the charts if not at once."""
    (place or st).markdown(f'<div class="prose">{text}</div>', unsafe_allow_html=True)
