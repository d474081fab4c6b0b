"""The glossary holds every term that is defined, and every set of initials that stands on the screen."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from dashboard import definitions, definitions_students, definitions_workers, glossary
from dashboard.i18n import use
from tests.checkout import PROJECT_ROOT

PAGE = "pages/glossary.py"
# Initials that a reader of a bar or a file knows, or that name no notion of ours.
COMMON = {
    "HTML",
    "JSON",
    "PDF",
    "PNG",
    "SVG",
    "URL",
    "DOCX",
    "WCAG",
    "SGQRI",
    "JAWS",
    "NVDA",
}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_definition_is_in_it(app_test, lang: str) -> None:
    at = app_test(PAGE, lang)
    assert not at.exception
    shown = "".join(element.proto.body for element in at.get("html"))
    with use(lang):
        for one in (
            *definitions.perimeter(),
            *definitions.measures(),
            *definitions.editions(),
            *definitions_students.students(),
            *definitions_workers.temporary_workers(),
        ):
            assert f'id="{one.key}"' in shown


def test_terms_stand_in_the_order_of_each_language() -> None:
    with use("fr"):
        french = glossary.terms()
    with use("en"):
        english = glossary.terms()
    assert {term.key for term in french} == {term.key for term in english}
    assert [term.key for term in french] != [term.key for term in english]
    assert {term.key: term.elsewhere for term in french} == {t.key: t.name for t in english}


def test_every_set_of_initials_on_the_screen_is_explained() -> None:
    with (PROJECT_ROOT / "dashboard/locale/en.po").open("rb") as file:
        texts = [
            message.id
            for message in read_po(file, locale="en")
            # The interface for machines says what a programmer knows, and not on the screen.
            if message.id
            and not all(path.startswith("dashboard/api") for path, _ in message.locations)
        ]
    said = " ".join(text if isinstance(text, str) else " ".join(text) for text in texts)
    initials = set(re.findall(r"\b[A-ZÉ]{3,}\b", re.sub(r"\{[^}]*\}|`[^`]*`", " ", said)))
    with use("fr"):
        explained = " ".join(f"{term.name} {term.meaning}" for term in glossary.terms())
    assert {one for one in initials - COMMON if not re.search(rf"\b{one}\b", explained)} == set()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_name_has_one_entry(lang: str) -> None:
    with use(lang):
        names = [term.name for term in glossary.terms()]
    assert len(set(names)) == len(names)
