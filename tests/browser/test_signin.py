"""Sign-in through an identity provider: off by default; on, nothing is read without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.dashboard_server import free_port, serve
from tests.identity import Provider

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _client_of_the_provider() -> None:
    pytest.importorskip(
        "authlib.integrations.starlette_client", reason="Authlib's HTTP client is not installed"
    )


@contextmanager
def closed_dashboard(data: Path, log: Path, provider: Provider) -> Iterator[str]:
    port = free_port()
    settings = provider.settings(f"http://127.0.0.1:{port}")
    with serve(data, log, settings, port) as address:
        yield address


def api(page: Page, address: str) -> int:
    return page.request.get(f"{address}/api/v1/tables").status


def test_a_reader_signs_in_reads_and_leaves(
    browser: Browser, data_dir: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log.txt"
    with Provider() as provider, closed_dashboard(data_dir, log, provider) as address:
        page = browser.new_page()
        page.goto(f"{address}/commerce")
        expect(page.get_by_role("heading", level=1)).to_have_text("Connexion")
        expect(page.locator(".js-plotly-plot")).to_have_count(0)
        assert api(page, address) == 401
        page.get_by_role("button", name="Se connecter").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Vue d’ensemble")
        expect(page.get_by_text("Gabriela Tremblay")).to_be_visible()
        assert api(page, address) == 200
        # The page says so at once; the cookie goes when the browser has called at the way out.
        with page.expect_response(re.compile("/auth/logout")):
            page.get_by_role("button", name="Se déconnecter").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Connexion")
        assert api(page, address) == 401
        page.context.close()
    assert "Traceback" not in log.read_text()


def test_a_token_signed_by_another_key_opens_nothing(
    browser: Browser, data_dir: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log.txt"
    with Provider(forges=True) as provider, closed_dashboard(data_dir, log, provider) as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("button", name="Se connecter").click()
        page.wait_for_url(f"{address}/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Connexion")
        assert api(page, address) == 401
        page.context.close()


def test_without_a_cookie_of_ours_the_interface_says_who_may(
    data_dir: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log.txt"
    with Provider() as provider, closed_dashboard(data_dir, log, provider) as address:
        for cookie in ("", "_streamlit_user=forged", "_streamlit_user=e30.x.y"):
            with pytest.raises(HTTPError) as refused:
                urlopen(Request(f"{address}/api/v1/tables", headers={"Cookie": cookie}), timeout=10)
            assert refused.value.code == 401
            assert refused.value.headers["WWW-Authenticate"]
            assert refused.value.headers["Content-Type"] == "application/problem+json"
        with urlopen(f"{address}/healthz", timeout=10) as health:
            assert health.status == 200
