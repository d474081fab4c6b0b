"""The English catalogue holds every French text of the interface, once, complete, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from tests import checkout

KEYWORDS = {"_": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
Text = str | tuple[str, ...]


@cache
def extracted() -> dict[Text, str]:
    """Return the texts that the interface marks, with the first place of each."""
    found: dict[Text, str] = {}
    for path in checkout.under("app.py", "pages", "dashboard"):
        for line, text, _comments, _context in extract_from_file(
            "python", checkout.PROJECT_ROOT / path, keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            found.setdefault(text, f"{path}:{line}")
    return found


@cache
def catalogue() -> Catalog:
    with (checkout.PROJECT_ROOT / "dashboard/locale/en.po").open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def messages() -> Iterator[Message]:
    return (message for message in catalogue() if message.id)


def forms(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def named(text: Text) -> str:
    return repr(forms(text)[0])


def test_no_text_lacks_its_translation() -> None:
    known = {message.id for message in messages()}
    missing = [f"{place} {named(text)}" for text, place in extracted().items() if text not in known]
    assert not missing, "add these to dashboard/locale/en.po:\n" + "\n".join(missing)


def test_no_translation_is_empty() -> None:
    empty = [named(m.id) for m in messages() if not all(form.strip() for form in forms(m.string))]
    assert not empty, "translate:\n" + "\n".join(empty)


def test_no_translation_is_fuzzy() -> None:
    assert [named(m.id) for m in messages() if m.fuzzy] == []


def test_no_translation_is_obsolete() -> None:
    obsolete = [named(m.id) for m in messages() if m.id not in extracted()]
    obsolete += [named(m.id) for m in catalogue().obsolete.values()]
    assert not obsolete, "no text of the interface asks for these any more:\n" + "\n".join(obsolete)


@checkout.each(list(messages()))
def test_a_translation_keeps_the_placeholders(message: Message) -> None:
    """Each form holds what its French form holds: a figure is never lost between languages."""
    french = [sorted(PLACEHOLDER.findall(form)) for form in forms(message.id)]
    english = [sorted(PLACEHOLDER.findall(form)) for form in forms(message.string)]
    assert english == french


def test_every_text_is_written_plainly() -> None:
    """The typography of French is set by dashboard.i18n: typing it twice would double it."""
    typed = [
        f"{place} {named(text)}"
        for text, place in extracted().items()
        if any(mark in form for form in forms(text) for mark in ("\u00a0", "\u202f", "\u2019"))
    ]
    assert not typed


def test_no_text_is_translated_inside_an_f_string():
    """The extraction does not look there: the text would stay French in English, unnoticed."""
    for path in checkout.under("app.py", "pages", "dashboard"):
        for node in ast.walk(checkout.tree(path)):
            if isinstance(node, ast.JoinedStr):
                called = {
                    call.func.id
                    for call in ast.walk(node)
                    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
                }
                assert not called & {"_", "ngettext"}, f"{path}:{node.lineno}"
