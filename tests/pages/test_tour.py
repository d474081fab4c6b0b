"""The guided visit: three stops in the address, over when the reader says so, never in the way."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from streamlit.navigation.page import Page

from dashboard import frame
from dashboard.i18n import _, language, use


def html(at) -> str:
    return "".join(element.value for element in at.get("markdown"))


@pytest.fixture
def whole(app_test):
    """Run app.py itself: the frame around the first page."""
    return lambda **params: app_test("app.py", **params)


def test_a_reader_is_invited_and_not_stopped(whole) -> None:
    at = whole()
    assert 'href="?visite=1"' in html(at)
    assert "<aside" not in html(at)


def test_the_visit_leads_to_its_three_stops_and_out(whole) -> None:
    at = whole(visite="1", flow="import")
    assert not at.exception
    for stop in ("commerce", "cible", "donnees"):
        assert f'href="{stop}?visite=1"' in html(at)
    assert 'href="?flow=import"' in html(at), "the way out keeps the view"
    assert at.title, "the page is there, below"
    assert not at.warning, "the visit is no unknown parameter"


def test_pages_made_once_are_copied_for_each_run_and_named_in_each_language() -> None:
    made = []

    def declared():
        made.append(language())
        return {_("Pays"): [Page("pages/country.py")]}

    with patch.object(frame, "_menus", {}):
        for spoken in ("fr", "en", "fr", "en"):
            with use(spoken):
                menus, again = frame.menus(declared), frame.menus(declared)
                assert list(menus) == [_("Pays")]
                assert menus[_("Pays")][0] is not again[_("Pays")][0]
    assert made == ["fr", "en"]
