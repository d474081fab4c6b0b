"""Every source is there with its edition, and every gap with the command that fills it."""

import pytest

from dashboard import catalogue, definitions
from dashboard.definitions_students import students
from dashboard.definitions_workers import temporary_workers
from dashboard.i18n import use

PAGE = "pages/sources.py"


def text(at) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "code")
    return "\n".join(str(e.value) for kind in kinds for e in at.get(kind))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_source_is_shown_or_said_to_be_absent(app_test, lang: str) -> None:
    at = app_test(PAGE, lang)
    assert not at.exception
    shown = text(at)
    with use(lang):
        cards = catalogue.sources()
        assert cards
        for card in cards:
            assert card.text("title") in shown
            assert card.number in shown
            command = f"python -m etl refresh {card.code}"
            assert (command in shown) is not card.is_loaded
            if card.is_loaded:
                assert card.text("licence_title") in shown
                assert card.text("obtained") in shown


def defined() -> list[definitions.Definition]:
    trade = (*definitions.perimeter(), *definitions.measures(), *definitions.editions())
    return [*trade, *students(), *temporary_workers()]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_definition_is_shown(app_test, lang: str) -> None:
    shown = text(app_test(PAGE, lang))
    with use(lang):
        for one in defined():
            assert one.term in shown
            assert one.meaning in shown


def test_keys_of_definitions_are_unique() -> None:
    keys = [one.key for one in defined()]
    assert len(set(keys)) == len(keys)


def test_the_extent_of_a_source_is_what_its_rows_cover(app_test) -> None:
    at = app_test(PAGE)
    for one in catalogue.coverage():
        assert one.first <= one.last
        assert str(one.last.year) in text(at)


def test_without_data_the_page_says_how_to_make_them(app_test, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("CAP_ALA_DATA", str(tmp_path))
    at = app_test(PAGE)
    assert not at.exception
    assert "python -m etl build" in text(at)
