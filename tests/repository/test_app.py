"""app.py is both the script with the navigation and the application that the server imports."""

from __future__ import annotations

from streamlit.web.server.app_discovery import discover_asgi_app

from tests import checkout, navigation


def test_app_calls_the_navigation() -> None:
    """Without it Streamlit's older discovery of pages/ takes over."""
    tree = checkout.tree(checkout.Path("app.py"))
    assert len(navigation.calls(tree, "navigation")) == 1


def test_streamlit_finds_the_application() -> None:
    """`streamlit run app.py` then serves it with our language, headers and first build."""
    found = discover_asgi_app(checkout.PROJECT_ROOT / "app.py")
    assert (found.is_asgi_app, found.import_string) == (True, "app:app")


def test_every_page_is_in_the_navigation() -> None:
    listed = [entry.file for entry in navigation.entries()]
    assert sorted(listed) == sorted(str(path) for path in checkout.under("pages"))


def test_every_page_has_an_address_of_its_own() -> None:
    addresses = [entry.address for entry in navigation.entries()]
    assert len(addresses) == len(set(addresses))
    assert addresses.count("/") == 1


def test_app_holds_no_more_than_its_job() -> None:
    assert len(checkout.text(checkout.Path("app.py")).splitlines()) <= 80
