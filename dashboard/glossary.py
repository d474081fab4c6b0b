"""Every term defined in the dashboard, in alphabetical order, with its name in the other language.

A module `dashboard/definitions*.py` is enough to enrol its terms: each of its public functions
without parameters gives some.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib import import_module
from inspect import getmembers, isfunction, signature
from pkgutil import iter_modules

import dashboard
from dashboard.definitions import Definition
from dashboard.i18n import Language, language, use


@dataclass(frozen=True)
class Term:
    """A term in the reader's language, its name in the other, its meaning in the reader's."""

    key: str
    name: str
    elsewhere: str
    meaning: str


def terms() -> tuple[Term, ...]:
    """Return all terms, sorted by name in the reader's language; each key once."""
    return _terms(language())


def listed() -> str:
    """The terms as an HTML definition list; each has its key as its anchor."""
    other = "fr" if language() == "en" else "en"
    entries = "".join(
        f'<dt id="{escape(term.key)}">{escape(term.name)} '
        f'<span lang="{other}">{escape(term.elsewhere)}</span></dt><dd>{escape(term.meaning)}</dd>'
        for term in terms()
    )
    return f'<dl class="glossary">{entries}</dl>'


@lru_cache(maxsize=2)
def _terms(lang: Language) -> tuple[Term, ...]:
    here, there = _defined(lang), _defined("fr" if lang == "en" else "en")
    found = [Term(key, one.term, there[key].term, one.meaning) for key, one in here.items()]
    return tuple(sorted(found, key=lambda term: _bare(term.name)))


def _defined(lang: Language) -> dict[str, Definition]:
    with use(lang):
        return {
            one.key: one
            for module in iter_modules(dashboard.__path__)
            if module.name.startswith("definitions")
            for _name, give in getmembers(import_module(f"dashboard.{module.name}"), isfunction)
            if give.__module__ == f"dashboard.{module.name}"
            and signature(give).return_annotation == "tuple[Definition, ...]"
            and not signature(give).parameters
            for one in give()
        }


def _bare(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in decomposed if sign.isalnum() or sign == " ").casefold()
