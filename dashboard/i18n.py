"""Languages of the interface: which one is asked for, its texts and its typography; never numbers or dates."""

import gettext
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final, Literal, cast

import streamlit as st
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from streamlit.runtime.scriptrunner import get_script_run_ctx

Language = Literal["fr", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("fr", "en")
CATALOGUE: Final = Path(__file__).parent / "locale" / "en.po"

NBSP: Final = "\u00a0"
NARROW_NBSP: Final = "\u202f"
FRENCH_PLURAL: Final = 2  # 1,9 is singular

_forced: ContextVar[Language | None] = ContextVar("forced_language", default=None)

# Stands in for a protected piece while the rules run; a private-use character that no text holds.
_HOLE: Final = "\ue000"
_PROTECTED: Final = re.compile(
    r"`[^`]*`"  # code
    r"|\]\([^)]*\)"  # target of a Markdown link
    r"|https?://[^\s<>»)]+"
    r"|</?[A-Za-z][^>]*>"  # HTML tag with its attributes
    r"|:material/\w+:"
    r"|\{[^{}]*\}"  # placeholder of str.format
)
_THOUSANDS: Final = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
_FRENCH_RULES: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"«[ \u00a0\u202f]?"), f"«{NBSP}"),
    (re.compile(r"[ \u00a0\u202f]?»"), f"{NBSP}»"),
    (re.compile(r" (?=[;?](?!\w))"), NARROW_NBSP),
    (re.compile(r" (?=!(?![\w\[]))"), NARROW_NBSP),
    (re.compile(r" (?=:(?!\w))"), NBSP),
    (re.compile(rf"(?<=[\d{_HOLE}]) (?=(?:%|[kMG]?\$)(?!\w))"), NBSP),
    (re.compile(r"(?<=\bn[°o]) (?=\d)"), NBSP),
)
_STRAIGHT_QUOTES: Final = re.compile(r'"([^"\n]*)"')


def language() -> Language:
    """Language of the current reader: that of `use`, else of the session, else of the URL, else French."""
    forced = _forced.get()
    if forced is not None:
        return forced
    if get_script_run_ctx(suppress_warning=True) is None:
        return "fr"
    for wanted in (st.session_state.get("lang"), st.query_params.get("lang")):
        if wanted in LANGUAGES:
            return cast("Language", wanted)
    return "fr"


@contextmanager
def use(lang: Language) -> Iterator[None]:
    """Hold `lang` for the body: for tests, and for work deferred to a thread that knows no session."""
    token = _forced.set(lang)
    try:
        yield
    finally:
        _forced.reset(token)


def typeset(text: str, lang: Language) -> str:
    """Set `text` with the spaces and apostrophes of `lang`.

    French: narrow no-break space before ; ! ? and between thousands; no-break space before :, inside « »,
    and between a number (or a placeholder) and % or $. English: curly quotation marks. Both: typographic
    apostrophe. URLs, `code`, HTML tags, link targets and {placeholders} are left as they are.
    """
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match.group())
        return _HOLE

    text = _PROTECTED.sub(hold, text)
    text = text.replace("'", "\u2019")
    if lang == "fr":
        text = _THOUSANDS.sub(lambda match: match.group().replace(" ", NARROW_NBSP), text)
        for pattern, replacement in _FRENCH_RULES:
            text = pattern.sub(replacement, text)
    else:
        text = _STRAIGHT_QUOTES.sub("\u201c\\1\u201d", text)
    pieces = iter(held)
    return re.sub(_HOLE, lambda _match: next(pieces), text)


@lru_cache(maxsize=1)
def _english() -> gettext.GNUTranslations:
    """The English catalogue; FileNotFoundError names the file when it is not there."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=4096)
def _translate(message: str, lang: Language) -> str:
    return typeset(message if lang == "fr" else _english().gettext(message), lang)


def _(message: str) -> str:
    """The text of `message` (written in French) in the reader's language, well set.

    Placeholders are named and stay in: `_("Exportations vers {pays}").format(pays=…)`.
    """
    # gettext answers the empty message with the catalogue's own header.
    return _translate(message, language()) if message else ""


def ngettext(one: str, many: str, n: float) -> str:
    """`one` or `many` for the quantity `n`, in the reader's language; French is plural from 2, English but for 1."""
    lang = language()
    if lang == "fr":
        return typeset(one if abs(n) < FRENCH_PLURAL else many, lang)
    # The catalogue counts in whole numbers: 1.5 is plural in English.
    return typeset(_english().ngettext(one, many, int(n) if n == int(n) else 2), lang)


def pick(fr: str, en: str) -> str:
    """The one of two texts that is in the reader's language: for names that come from tables in both."""
    return fr if language() == "fr" else en


def joined(items: Iterable[str]) -> str:
    """Join with semicolons what holds commas itself."""
    return pick(f"{NARROW_NBSP}; ", "; ").join(items)
